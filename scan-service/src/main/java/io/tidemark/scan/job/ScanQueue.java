package io.tidemark.scan.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// Lets one scan run at a time on each volume; the others wait in the order in which they came. Safe for several
/// threads.
final class ScanQueue {

    private final int capacity;
    private final Consumer<UUID> starter;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();

    private record Waiting(UUID id, String volume) {}

    /// @param capacity scans that may wait
    /// @param starter starts a scan on a thread of its own; must not block
    ScanQueue(int capacity, Consumer<UUID> starter) {
        this.capacity = capacity;
        this.starter = starter;
    }

    synchronized boolean isFull() {
        return waiting.size() >= capacity;
    }

    synchronized void add(UUID id, String volume) {
        waiting.add(new Waiting(id, volume));
        startNext();
    }

    /// Takes a waiting scan out; false where it does not wait.
    synchronized boolean remove(UUID id) {
        return waiting.removeIf(w -> w.id().equals(id));
    }

    /// Says that a scan on this volume ended.
    synchronized void free(String volume) {
        busy.remove(volume);
        startNext();
    }

    private void startNext() {
        Iterator<Waiting> all = waiting.iterator();
        while (all.hasNext()) {
            Waiting next = all.next();
            if (busy.add(next.volume())) {
                all.remove();
                starter.accept(next.id());
            }
        }
    }
}
