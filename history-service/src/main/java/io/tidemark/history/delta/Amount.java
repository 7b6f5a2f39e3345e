package io.tidemark.history.delta;

/// How many entries, and their bytes; each inode's bytes once.
public record Amount(long entries, long sizeBytes, long allocatedBytes) {

    public Amount plus(Amount other) {
        return new Amount(entries + other.entries, sizeBytes + other.sizeBytes, allocatedBytes + other.allocatedBytes);
    }

    public Amount minus(Amount other) {
        return new Amount(entries - other.entries, sizeBytes - other.sizeBytes, allocatedBytes - other.allocatedBytes);
    }
}
