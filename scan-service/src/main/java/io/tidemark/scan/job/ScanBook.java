package io.tidemark.scan.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// All jobs this agent remembers, in memory and on disk. Safe for several threads.
final class ScanBook {

    private final JobFiles files;
    private final int remembered;
    private final TreeMap<String, ScanJob> jobs = new TreeMap<>();

    ScanBook(JobFiles files, int remembered) throws IOException {
        this.files = files;
        this.remembered = remembered;
        for (ScanJob job : files.load()) {
            jobs.put(job.id().toString(), job);
        }
    }

    synchronized Optional<ScanJob> find(UUID id) {
        return Optional.ofNullable(jobs.get(id.toString()));
    }

    /// Newest first.
    synchronized List<ScanJob> all() {
        return List.copyOf(jobs.descendingMap().values());
    }

    /// Those whose id sorts before `id`, newest first.
    synchronized List<ScanJob> before(String id, int limit) {
        return jobs.headMap(id, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    /// Writes a new job down; false where one has its id already.
    synchronized boolean add(ScanJob job) {
        if (jobs.containsKey(job.id().toString())) {
            return false;
        }
        write(job);
        jobs.put(job.id().toString(), job);
        forgetOldest();
        return true;
    }

    /// Takes a step and writes it down. When it cannot be written it is taken all the same, for it has happened; a
    /// restart then finds the step before.
    ///
    /// @throws UncheckedIOException when the state folder cannot be written
    synchronized ScanJob update(UUID id, UnaryOperator<ScanJob> step) {
        ScanJob job = jobs.get(id.toString());
        if (job == null) {
            throw new IllegalStateException("no job " + id);
        }
        ScanJob next = step.apply(job);
        jobs.put(id.toString(), next);
        write(next);
        return next;
    }

    private void write(ScanJob job) {
        try {
            files.save(job);
        } catch (IOException e) {
            throw new UncheckedIOException("the state of scan " + job.id() + " cannot be written", e);
        }
    }

    private void forgetOldest() {
        List<ScanJob> ended = jobs.values().stream().filter(ScanJob::isFinal).toList();
        for (ScanJob job : ended.subList(0, Math.max(0, ended.size() - remembered))) {
            try {
                files.delete(job.id());
            } catch (IOException e) {
                throw new UncheckedIOException("an old job cannot be forgotten", e);
            }
            jobs.remove(job.id().toString());
        }
    }
}
