package io.tidemark.platform.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.security.PermissionsAllowed;
import io.tidemark.platform.audit.AuditedItself;
import io.tidemark.platform.audit.Change;
import org.eclipse.microprofile.openapi.annotations.Operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Holds what a module's operations tell the audit log of themselves against
/// `src/test/resources/acts-table.txt`, which has a line for each operation of the contract that is no
/// GET:
///
/// - `<operation> sides`: a change that is in the log, with what was there before and after it
/// - `<operation> asked`: a question that may be an export, which tells what was asked for
/// - `<operation> none <reason>`: nothing is told, because of this
public final class ActsTable {
    private static final Path TABLE = Path.of("src/test/resources/acts-table.txt");
    private static final Pattern LINE = Pattern.compile("(\\w+) (sides|asked|none \\S.+)");
    private static final Pattern METHOD = Pattern.compile("    (get|put|post|delete|patch|head|options):");
    private static final String ID = "      operationId: ";

    private final JavaClasses classes;
    private final Map<String, String> lines = new TreeMap<>();

    private ActsTable(String base) {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(base);
        read(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(this::add);
    }

    /// Fails where an operation of the contract has no line, or a line no operation, or where an
    /// operation does something else than its line says.
    ///
    /// @param base such as `io.tidemark.scan`
    public static void check(String base) {
        ActsTable table = new ActsTable(base);
        Set<String> contract = contract();
        require(
                contract.equals(table.lines.keySet()),
                "The contract has " + contract + ", the table " + table.lines.keySet());
        Map<String, JavaMethod> operations = table.operations();
        require(operations.keySet().containsAll(contract), "Not all of " + contract + " are methods");
        operations.forEach((operation, method) -> {
            if (contract.contains(operation)) {
                table.check(operation, method);
            }
        });
    }

    private void check(String operation, JavaMethod method) {
        boolean tells = tells(method, new HashSet<>());
        switch (lines.getOrDefault(operation, "")) {
            case "sides" -> {
                require(tells, operation + " does not say change.made(...)");
                require(isInTheLog(method), operation + " is not in the log, as it needs no right to change something");
            }
            case "asked" -> {
                require(tells, operation + " does not say change.made(null, ...)");
                require(!isInTheLog(method), operation + " is a change");
            }
            default -> require(!tells, operation + " says change.made(...), its line does not");
        }
    }

    /// Itself or by a method of its class.
    private static boolean tells(JavaMethod method, Set<JavaMethod> seen) {
        return seen.add(method)
                && method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> isTelling(call) || (isOwn(call, method) && leadsOn(call, seen)));
    }

    private static boolean isTelling(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Change.class)
                && call.getName().equals("made");
    }

    private static boolean isOwn(JavaMethodCall call, JavaMethod method) {
        return call.getTargetOwner().equals(method.getOwner());
    }

    private static boolean leadsOn(JavaMethodCall call, Set<JavaMethod> seen) {
        return call.getTarget().resolveMember().filter(own -> tells(own, seen)).isPresent();
    }

    private static boolean isInTheLog(JavaMethod method) {
        return method.isAnnotatedWith(AuditedItself.class)
                || (method.isAnnotatedWith(PermissionsAllowed.class) && mayChange(method));
    }

    private static boolean mayChange(JavaMethod method) {
        return Arrays.stream(
                        method.getAnnotationOfType(PermissionsAllowed.class).value())
                .anyMatch(right -> right.endsWith(":write") || right.endsWith(":execute"));
    }

    private Map<String, JavaMethod> operations() {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Operation.class))
                .collect(Collectors.toMap(
                        method -> method.getAnnotationOfType(Operation.class).operationId(), method -> method));
    }

    private static Set<String> contract() {
        Set<String> found = new TreeSet<>();
        String method = "";
        for (String line : read(Path.of("openapi.yaml"))) {
            Matcher begins = METHOD.matcher(line);
            if (begins.matches()) {
                method = begins.group(1);
            } else if (line.startsWith(ID) && !method.equals("get")) {
                found.add(line.substring(ID.length()).strip());
            }
        }
        return found;
    }

    private void add(String line) {
        Matcher matcher = LINE.matcher(line);
        require(matcher.matches(), TABLE + " cannot be read: " + line);
        require(lines.put(matcher.group(1), matcher.group(2)) == null, TABLE + " has two lines: " + line);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
