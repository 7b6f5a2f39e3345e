package io.tidemark.analytics.source;

/// A newest snapshot that an answer does without.
///
/// @param reason a sentence for people
public record Missing(String server, String root, String reason) {}
