package io.tidemark.analytics.usage;

import io.tidemark.analytics.source.Manifest;

import java.util.List;

/// What a scan could not read for one reason.
///
/// @param kind of the snapshot format, such as `permission-denied`
/// @param examples some of them
public record Trouble(String server, String root, String kind, long count, List<Manifest.Example> examples) {
    public Trouble {
        examples = List.copyOf(examples);
    }
}
