package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/// What of one server somebody may see: what is allowed and not denied.
public record Lens(List<Rule> allowed, List<Rule> denied) {
    public static final Lens EVERYTHING = new Lens(List.of(new Rule("/", null)), List.of());
    public static final Lens NOTHING = new Lens(List.of(), List.of());

    public Lens {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /// A folder with all below it.
    ///
    /// @param folder absolute
    /// @param owner whose things alone are meant: a name, or a number where nobody has it; null for
    ///     everybody's
    public record Rule(String folder, @Nullable String owner) {
        public Rule {
            if (!folder.startsWith("/")) {
                throw new IllegalArgumentException("a folder's path starts with a slash");
            }
        }

        private boolean reaches(String path) {
            return isIn(path, folder);
        }

        private boolean shows(String directory, @Nullable String whose) {
            return reaches(directory) && (owner == null || owner.equals(whose));
        }

        private boolean meets(String root) {
            return isIn(root, folder) || isIn(folder, root);
        }

        private static boolean isIn(String inner, String outer) {
            return inner.equals(outer) || inner.startsWith(outer.endsWith("/") ? outer : outer + "/");
        }
    }

    /// Whether it goes by folders alone, whoever owns what is in them.
    public boolean isOfFoldersAlone() {
        return Stream.concat(allowed.stream(), denied.stream()).allMatch(rule -> rule.owner() == null);
    }

    /// Whether all below a root can be seen, whoever owns it.
    public boolean showsAllOf(String root) {
        return allowed.stream().anyMatch(rule -> rule.owner() == null && rule.reaches(root))
                && denied.stream().noneMatch(rule -> rule.meets(root));
    }

    /// Whether what stands in a directory and belongs to somebody can be seen.
    ///
    /// @param owner the name, or the number where nobody has it; null where nobody knows
    public boolean shows(String directory, @Nullable String owner) {
        return allowed.stream().anyMatch(rule -> rule.shows(directory, owner))
                && denied.stream().noneMatch(rule -> rule.shows(directory, owner));
    }

    /// Whether anything below a root may be there to be seen.
    public boolean mayShowSomeOf(String root) {
        return allowed.stream().anyMatch(rule -> rule.meets(root))
                && denied.stream().noneMatch(rule -> rule.owner() == null && rule.reaches(root));
    }
}
