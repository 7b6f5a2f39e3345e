package io.tidemark.platform.test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Holds a module's packages against their order: one imports only those before it, so there are no cycles.
public final class ImportDirection {
    private static final List<String> FRAMEWORKS = List.of(
            "io.quarkus", "org.hibernate", "io.smallrye.mutiny", "jakarta.persistence", "jakarta.ws.rs", "io.vertx");

    private final String base;
    private final List<String> order;
    private final JavaClasses classes;

    private ImportDirection(String base, List<String> order) {
        this.base = base;
        this.order = order;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(base);
    }

    /// @param base such as `io.tidemark.scan`
    /// @param packages lowest first
    public static ImportDirection of(String base, String... packages) {
        return new ImportDirection(base, List.of(packages));
    }

    /// Fails where a package imports one that comes after it, or where the module has a package that the order does not
    /// name.
    public ImportDirection check() {
        Set<String> found = new TreeSet<>();
        classes.forEach(importing -> importing.getDirectDependenciesFromSelf().forEach(dependency -> {
            JavaClass imported = dependency.getTargetClass();
            if (isOurs(imported) && position(importing) < position(imported)) {
                found.add(importing.getName() + " imports " + imported.getName());
            }
        }));
        return fail("A package imports only those before it in " + order, found);
    }

    /// Fails where one of these packages uses Quarkus, Hibernate, Mutiny, JAX-RS or Vert.x.
    public ImportDirection plain(String... packages) {
        List<String> plain = List.of(packages);
        Set<String> found = new TreeSet<>();
        classes.stream()
                .filter(c -> plain.contains(packageOf(c)))
                .forEach(importing -> importing.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String name = dependency.getTargetClass().getName();
                    if (FRAMEWORKS.stream().anyMatch(framework -> name.startsWith(framework + "."))) {
                        found.add(importing.getName() + " uses " + name);
                    }
                }));
        return fail("Domain packages are plain Java", found);
    }

    /// Fails where a transaction or a session begins in another way than one that says for which tenant.
    public ImportDirection tenantTransactionsOnly() {
        Set<String> found = new TreeSet<>();
        classes.forEach(type -> {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getName())
                    .filter(name -> name.matches("io\\.quarkus\\..*\\.With(Session|Transaction)(OnDemand)?"))
                    .forEach(name -> found.add(type.getName() + " uses " + name));
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getName().matches("with(Session|Transaction)")
                            && call.getTargetOwner().getName().startsWith("io.quarkus.hibernate.reactive"))
                    .forEach(call -> found.add(type.getName() + " calls " + call.getName()));
        });
        return fail("Transactions say for which tenant they are: @TenantTransaction, TenantTransactions", found);
    }

    private ImportDirection fail(String rule, Set<String> found) {
        if (classes.isEmpty()) {
            throw new AssertionError("No classes below " + base);
        }
        if (!found.isEmpty()) {
            throw new AssertionError(rule + ":\n" + String.join("\n", new ArrayList<>(found)));
        }
        return this;
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(base + ".");
    }

    private int position(JavaClass type) {
        int position = order.indexOf(packageOf(type));
        if (position < 0) {
            throw new AssertionError("The order " + order + " does not name the package of " + type.getName());
        }
        return position;
    }

    private String packageOf(JavaClass type) {
        String rest = type.getPackageName()
                .substring(Math.min(base.length() + 1, type.getPackageName().length()));
        return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    }
}
