package io.tidemark.history.group;

import org.jspecify.annotations.Nullable;

/// What an edit found and what it left.
///
/// @param before null where there was nothing
public record Edited<T>(@Nullable T before, T after) {}
