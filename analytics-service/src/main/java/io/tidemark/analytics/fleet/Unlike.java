package io.tidemark.analytics.fleet;

/// A server that is unlike the others of its group, and in what.
///
/// @param by in what
/// @param median of the group's servers
/// @param robustZScore how far from it, in units that equal a standard deviation where values are normal
public record Unlike(
        String server, String group, int servers, String by, double value, double median, double robustZScore) {}
