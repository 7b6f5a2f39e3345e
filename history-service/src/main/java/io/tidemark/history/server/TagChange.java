package io.tidemark.history.server;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What is to become of some tags of a server; those not named stay as they are.
public record TagChange(ServerName server, Map<String, String> set, Set<String> remove) {

    public TagChange {
        set = new Tags(set).values();
        remove = Set.copyOf(remove);
        remove.forEach(Tags::requireKey);
        if (set.keySet().stream().anyMatch(remove::contains)) {
            throw new IllegalArgumentException("a tag is either set or removed");
        }
    }

    /// @throws IllegalArgumentException when there would be too many tags
    public Tags applyTo(Tags present) {
        Map<String, String> values = new TreeMap<>(present.values());
        values.keySet().removeAll(remove);
        values.putAll(set);
        return new Tags(values);
    }
}
