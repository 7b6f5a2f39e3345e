package io.tidemark.scan.schedule;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.snapshot.SnapshotIds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/// Begins the scans of all schedules. A time that was missed, for the agent was down or the scan before was still
/// under way, is made up once, however many were missed. Safe for several threads.
public final class Schedules {

    /// 422 and other client errors stay; 429 and 503 pass.
    private static final int TRY_AGAIN_FROM = 429;

    private final String server;
    private final InstantSource clock;
    private final Supplier<List<ScheduledRoot>> roots;
    private final Starter starter;
    private final SnapshotIds ids;
    private final ScheduleFile file;
    private final Map<String, RootRecord> records = new LinkedHashMap<>();

    /// Begins scans.
    public interface Starter {

        /// As `Scans.submit`: asking twice with one id begins one scan.
        ///
        /// @throws ProblemException when it cannot begin; 429 and 503 say that it can later
        void start(UUID id, String root);

        /// True while this scan is still to be done or under way.
        boolean isActive(UUID id);
    }

    /// @param state folder in which schedules survive a restart
    /// @param roots asked each time, for schedules change
    /// @throws IOException when the state folder cannot be used
    public Schedules(
            String server, Path state, InstantSource clock, Supplier<List<ScheduledRoot>> roots, Starter starter)
            throws IOException {
        this.server = server;
        this.clock = clock;
        this.roots = roots;
        this.starter = starter;
        this.ids = new SnapshotIds(clock);
        this.file = new ScheduleFile(state);
        file.load().forEach(known -> records.put(known.path(), known));
    }

    /// Begins what is due. To be called every few seconds.
    ///
    /// @throws UncheckedIOException when the state folder cannot be written; nothing begins then that was not
    /// written down before
    public synchronized void tick() {
        List<ScheduledRoot> all = roots.get();
        if (records.keySet().retainAll(all.stream().map(ScheduledRoot::path).toList())) {
            save();
        }
        all.forEach(this::tick);
    }

    private void tick(ScheduledRoot root) {
        Instant now = clock.instant();
        RootRecord known = records.get(root.path());
        if (known == null || !known.isOf(root)) {
            known = RootRecord.fresh(root, now);
            put(known);
        }
        if (!known.begun()) {
            begin(known);
        } else if (isDue(root, known, now)) {
            RootRecord due = known.due(ids.next(), now);
            put(due);
            begin(due);
        }
    }

    private boolean isDue(ScheduledRoot root, RootRecord known, Instant now) {
        boolean due = new Timetable(root, server)
                .next(known.handled())
                .filter(begin -> !begin.isAfter(now))
                .isPresent();
        return due && (known.scan() == null || !starter.isActive(known.scan()));
    }

    private void begin(RootRecord due) {
        try {
            starter.start(Objects.requireNonNull(due.scan()), due.path());
            put(due.began());
        } catch (ProblemException e) {
            put(e.code().status() >= TRY_AGAIN_FROM ? due.waits(e.detail()) : due.gaveUp(e.detail()));
        }
    }

    private void put(RootRecord next) {
        if (!next.equals(records.put(next.path(), next))) {
            save();
        }
    }

    private void save() {
        try {
            file.save(records.values());
        } catch (IOException e) {
            throw new UncheckedIOException("schedules cannot be written down: " + e.getMessage(), e);
        }
    }

    /// All schedules, with what became of them and what comes next.
    public synchronized List<Planned> list() {
        List<Planned> planned = new ArrayList<>();
        for (ScheduledRoot root : roots.get()) {
            RootRecord known = records.get(root.path());
            RootRecord current = known != null && known.isOf(root) ? known : RootRecord.fresh(root, clock.instant());
            planned.add(new Planned(
                    root,
                    new Timetable(root, server).next(current.handled()).orElse(null),
                    current.lastAt(),
                    current.scan(),
                    current.problem()));
        }
        return planned;
    }
}
