package io.tidemark.platform.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What of servers and folders a caller may see with one permission. What cannot be known here (which servers a group
/// or a tenant has) does not count where it allows, and counts for everything where it denies.
public final class Visible {
    static final Visible EVERYTHING =
            new Visible(List.of(new Part(false, Part.EVERYTHING, "", Optional.empty(), Optional.empty())));
    static final Visible NOTHING = new Visible(List.of());

    private final List<Part> parts;

    Visible(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /// What makes it up, for services that know more than is known here: which servers a group has, who owns what.
    public List<Part> parts() {
        return parts;
    }

    /// Which servers may be seen whole: with all their folders, whoever owns what in them.
    public Servers servers() {
        boolean everything = allowing(Part.EVERYTHING).findAny().isPresent();
        Set<String> allowed = allowing(Part.SERVER).map(Part::name).collect(Collectors.toSet());
        if (parts.stream().anyMatch(p -> p.denies() && !p.isAboutOneServer())) {
            return new Servers(false, Set.of());
        }
        Set<String> denied = parts.stream().filter(Part::denies).map(Part::name).collect(Collectors.toSet());
        allowed.removeAll(denied);
        return everything ? new Servers(true, denied) : new Servers(false, allowed);
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
        return parts.stream().anyMatch(p -> !p.denies() && p.owner().isEmpty() && above.test(p))
                && parts.stream().noneMatch(p -> p.denies() && (above.test(p) || p.isBelow(server, path)));
    }

    private Stream<Part> allowing(String kind) {
        return parts.stream()
                .filter(p -> !p.denies() && p.kind().equals(kind) && p.owner().isEmpty());
    }

    /// A set of servers that a database can select by.
    ///
    /// @param except whether `names` are those left out, of all there are
    public record Servers(boolean except, Set<String> names) {
        public Servers {
            names = Set.copyOf(names);
        }

        public boolean contains(String server) {
            return except != names.contains(server);
        }

        /// Whether nothing is left out.
        public boolean all() {
            return except && names.isEmpty();
        }
    }

    /// One entry of the claim `grants`: of everything, a tenant, a group of servers, a server, or a folder of a server
    /// with all below it.
    ///
    /// @param path of a folder
    /// @param owner whose things alone are meant; `@me` is the caller
    public record Part(boolean denies, String kind, String name, Optional<String> path, Optional<String> owner) {
        public static final String EVERYTHING = "everything";
        public static final String GROUP = "group";
        public static final String SERVER = "server";
        public static final String FOLDER = "folder";

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
