package io.tidemark.scan.throttle;

/// Where processor time went.
public interface CpuMeter {

    /// What the calling thread used so far, in nanoseconds.
    long threadNanos();

    /// How long the calling thread was ready to run while others ran, so far, in nanoseconds; 0 where nobody knows.
    long threadDelayNanos();

    /// What the whole agent used so far, in nanoseconds: its compiler and garbage collector too.
    long processNanos();

    /// The most memory the agent had so far, in bytes; 0 where nobody knows.
    long peakResidentBytes();
}
