package io.tidemark.scan.selection;

import org.eclipse.jgit.ignore.FastIgnoreRule;

import java.util.ArrayList;
import java.util.List;

/// The directories below which something may lie that patterns include. A pattern that is not tied to the root may
/// match anywhere; one that is, only below the directories it names.
final class Ways {

    private final List<FastIgnoreRule> rules = new ArrayList<>();
    private boolean anywhere;

    Ways(List<String> include) {
        for (String pattern : include) {
            if (!pattern.startsWith("!")) {
                add(PatternText.canonical(pattern));
            }
        }
    }

    private void add(String pattern) {
        String tied = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        String path = tied.endsWith("/") ? tied.substring(0, tied.length() - 1) : tied;
        if (path.indexOf('/') < 0 && !pattern.startsWith("/")) {
            anywhere = true;
        } else {
            addComponents(path.split("/", -1));
        }
    }

    private void addComponents(String[] components) {
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < components.length - 1; i++) {
            if (components[i].equals("**")) {
                anywhere |= i == 0;
                rules.add(Patterns.rule(way + "/**/*/"));
                return;
            }
            way.append('/').append(components[i]);
            rules.add(Patterns.rule(way + "/"));
        }
    }

    /// Whether something below this directory may be included, though it is not itself.
    ///
    /// @param path as {@link Patterns#bytesAsText} makes it
    boolean leadThrough(String path) {
        return anywhere || rules.stream().anyMatch(rule -> rule.isMatch(path, true, true));
    }
}
