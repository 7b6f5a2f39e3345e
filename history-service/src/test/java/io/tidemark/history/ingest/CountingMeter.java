package io.tidemark.history.ingest;

import java.util.ArrayList;
import java.util.List;

/// Remembers what was counted.
final class CountingMeter implements IngestMeter {

    private final List<String> refusals = new ArrayList<>();
    private int registered;
    private long samples;
    private long bytes;

    @Override
    public synchronized void partReceived(long received) {
        bytes += received;
    }

    @Override
    public synchronized void snapshotRegistered() {
        registered++;
    }

    @Override
    public synchronized void refused(String code) {
        refusals.add(code);
    }

    @Override
    public synchronized void samplesReceived(int fresh) {
        samples += fresh;
    }

    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    synchronized int registered() {
        return registered;
    }

    synchronized long samples() {
        return samples;
    }

    synchronized long bytes() {
        return bytes;
    }
}
