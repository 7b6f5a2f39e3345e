package io.tidemark.analytics.source;

import java.nio.file.Path;

/// A snapshot that is here and verified.
///
/// @param folder with its parts
public record Arrived(Path folder, Manifest manifest) {}
