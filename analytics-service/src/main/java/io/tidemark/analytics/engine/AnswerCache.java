package io.tidemark.analytics.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/// Answers that were given a while ago, by question and snapshots. As neither ever changes, an answer is
/// right for as long as it is kept; the least recently used go first.
public final class AnswerCache {
    private final long limitBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /// @param limitBytes about how much memory all answers together may take; none are kept where it is 0
    public AnswerCache(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// About how much memory the kept answers take.
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // A question's answers all have the question's type.
    <T> Optional<T> find(Question<T> question, List<UUID> snapshots) {
        lock.lock();
        try {
            return Optional.ofNullable(kept.get(new Key(question, snapshots))).map(k -> (T) k.answer);
        } finally {
            lock.unlock();
        }
    }

    <T> void keep(Question<T> question, List<UUID> snapshots, T answer, long size) {
        if (size > limitBytes) {
            return;
        }
        lock.lock();
        try {
            Kept old = kept.put(new Key(question, snapshots), new Kept(answer, size));
            bytes += size - (old == null ? 0 : old.size);
            makeRoom();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() {
        Iterator<Kept> oldest = kept.values().iterator();
        while (bytes > limitBytes && oldest.hasNext()) {
            bytes -= oldest.next().size;
            oldest.remove();
        }
    }

    private record Key(Question<?> question, List<UUID> snapshots) {}

    private record Kept(Object answer, long size) {}
}
