package io.tidemark.analytics.source;

import java.util.List;
import java.util.Map;

/// A server as the record has it.
///
/// @param groups nearest first
public record Server(String name, Map<String, String> tags, List<String> groups) {
    public Server {
        tags = Map.copyOf(tags);
        groups = List.copyOf(groups);
    }
}
