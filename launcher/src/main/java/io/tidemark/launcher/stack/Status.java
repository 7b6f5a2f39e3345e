package io.tidemark.launcher.stack;

import java.util.Optional;

/// How one part is.
///
/// @param pid of its process, where it has one of ours
public record Status(String name, State state, String address, Optional<Long> pid) {}
