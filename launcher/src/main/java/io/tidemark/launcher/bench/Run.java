package io.tidemark.launcher.bench;

/// What one run of one program took.
///
/// @param cpuSeconds user and system time of all its threads
/// @param peakBytes the most that was resident at once
record Run(double wallSeconds, double cpuSeconds, long peakBytes) {}
