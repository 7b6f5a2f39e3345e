package io.tidemark.history.content;

/// A file of a snapshot that is not what was sealed.
///
/// @param problem a sentence for people, without the path of the store
public record Damage(String file, String problem) {}
