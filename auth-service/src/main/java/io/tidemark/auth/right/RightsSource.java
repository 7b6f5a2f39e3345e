package io.tidemark.auth.right;

/// Reads the rights as they are. Calls block.
public interface RightsSource {
    Current current();

    /// @param version rises with every change
    record Current(long version, Rights rights) {}
}
