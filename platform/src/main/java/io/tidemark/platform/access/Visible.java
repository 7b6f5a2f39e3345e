package io.tidemark.platform.access;

import io.tidemark.platform.tenant.Tenancy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What of servers and folders a caller may see with one permission: never anything of a tenant that is not the
/// caller's. What cannot be known here (which servers a group has) does not count where it allows, and counts for
/// everything where it denies.
public final class Visible {
    static final Visible EVERYTHING = new Visible(List.of(Part.ALLOWING_EVERYTHING), Tenancy.ALL);
    static final Visible NOTHING = new Visible(List.of(), Tenancy.NONE);

    private final List<Part> parts;
    private final Tenancy tenancy;

    Visible(List<Part> parts, Tenancy tenancy) {
        this.parts = parts.stream().flatMap(part -> within(part, tenancy)).toList();
        this.tenancy = tenancy;
    }

    /// A tenant's part is everything for those who see that tenant only, and nothing for those who see another.
    private static Stream<Part> within(Part part, Tenancy tenancy) {
        if (!part.kind().equals(Part.TENANT) || tenancy.tenant().isEmpty()) {
            return Stream.of(part);
        }
        return part.name().equals(tenancy.setting())
                ? Stream.of(new Part(part.denies(), Part.EVERYTHING, "", part.path(), part.owner()))
                : Stream.empty();
    }

    /// What makes it up, for services that know more than is known here: which servers a group has, who owns what.
    public List<Part> parts() {
        return parts;
    }

    /// Beyond this nothing is visible, whatever the parts say.
    public Tenancy tenancy() {
        return tenancy;
    }

    /// Which servers may be seen whole: with all their folders, whoever owns what in them.
    public Servers servers() {
        boolean everything = allowing(Part.EVERYTHING).findAny().isPresent();
        Set<String> allowed = allowing(Part.SERVER).map(Part::name).collect(Collectors.toSet());
        if (parts.stream().anyMatch(p -> p.denies() && !p.isAboutOneServer())) {
            return new Servers(false, Set.of(), tenancy);
        }
        Set<String> denied = parts.stream().filter(Part::denies).map(Part::name).collect(Collectors.toSet());
        allowed.removeAll(denied);
        return everything ? new Servers(true, denied, tenancy) : new Servers(false, allowed, tenancy);
    }

    /// Whether a server may be seen whole.
    public boolean server(String name) {
        return servers().contains(name);
    }

    /// Whether a folder may be seen with all below it, whoever owns what in it.
    ///
    /// @param path absolute
    public boolean folder(String server, String path) {
        Predicate<Part> above = p -> p.isAt(server, path);
        return tenancy.contains(server)
                && parts.stream().anyMatch(p -> !p.denies() && p.owner().isEmpty() && above.test(p))
                && parts.stream().noneMatch(p -> p.denies() && (above.test(p) || p.isBelow(server, path)));
    }

    private Stream<Part> allowing(String kind) {
        return parts.stream()
                .filter(p -> !p.denies() && p.kind().equals(kind) && p.owner().isEmpty());
    }

    /// A set of servers that a database can select by.
    ///
    /// @param except whether `names` are those left out, of all that `tenancy` contains
    /// @param tenancy beyond which there is none
    public record Servers(boolean except, Set<String> names, Tenancy tenancy) {
        public Servers {
            names = Set.copyOf(names);
        }

        /// Of all tenants: for work of the service's own.
        public Servers(boolean except, Set<String> names) {
            this(except, names, Tenancy.ALL);
        }

        public boolean contains(String server) {
            return tenancy.contains(server) && except != names.contains(server);
        }

        /// Whether nothing is left out, of no tenant.
        public boolean all() {
            return except && names.isEmpty() && tenancy.isAll();
        }
    }

    /// One entry of the claim `grants`: of everything, a tenant, a group of servers, a server, or a folder of a server
    /// with all below it.
    ///
    /// @param path of a folder
    /// @param owner whose things alone are meant; `@me` is the caller
    public record Part(boolean denies, String kind, String name, Optional<String> path, Optional<String> owner) {
        public static final String EVERYTHING = "everything";
        public static final String TENANT = "tenant";
        public static final String GROUP = "group";
        public static final String SERVER = "server";
        public static final String FOLDER = "folder";

        static final Part ALLOWING_EVERYTHING = new Part(false, EVERYTHING, "", Optional.empty(), Optional.empty());

        boolean isAboutOneServer() {
            return kind.equals(SERVER) || kind.equals(FOLDER);
        }

        /// Whether it is about the folder and all below; a denial of what is not known here is.
        boolean isAt(String server, String folder) {
            return switch (kind) {
                case EVERYTHING -> true;
                case SERVER -> name.equals(server);
                case FOLDER ->
                    name.equals(server) && path.filter(p -> isIn(folder, p)).isPresent();
                default -> denies;
            };
        }

        boolean isBelow(String server, String folder) {
            return kind.equals(FOLDER)
                    && name.equals(server)
                    && path.filter(p -> isIn(p, folder)).isPresent();
        }

        private static boolean isIn(String inner, String outer) {
            return outer.equals("/") || inner.equals(outer) || inner.startsWith(outer + "/");
        }
    }
}
