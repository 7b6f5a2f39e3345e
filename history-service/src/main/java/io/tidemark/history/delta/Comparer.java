package io.tidemark.history.delta;

import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares each new snapshot with the one before it and judges what it finds.
public final class Comparer {

    private static final Logger LOG = Logger.getLogger(Comparer.class);
    private static final int AT_ONCE = 20;
    private static final int REMEMBERED_SHARES = 60;
    private static final int TRIES = 3;

    private final SnapshotRegister register;
    private final Deltas deltas;
    private final DeltaLog log;
    private final MassChange.Rule rule;
    private final InstantSource clock;
    private final Map<SnapshotId, Integer> failures = new HashMap<>();

    public Comparer(SnapshotRegister register, Deltas deltas, DeltaLog log, MassChange.Rule rule, InstantSource clock) {
        this.register = register;
        this.deltas = deltas;
        this.log = log;
        this.rule = rule;
        this.clock = clock;
    }

    /// Compares those that were not compared yet. One that fails again and again is passed over, so
    /// that others go on.
    ///
    /// @return how many there were
    public synchronized int compareOpen() {
        List<SnapshotId> open = log.open(AT_ONCE);
        for (SnapshotId id : open) {
            try {
                compare(id);
                failures.remove(id);
            } catch (IOException | RuntimeException e) {
                failed(id, e);
            }
        }
        return open.size();
    }

    private void compare(SnapshotId id) throws IOException {
        Optional<Snapshot> known = register.find(id).map(SnapshotRegister.Registered::snapshot);
        if (known.isEmpty()) {
            return;
        }
        Snapshot to = known.get();
        Optional<Snapshot> from = register.before(to);
        if (from.isEmpty() || !from.get().hasEverything() || !to.hasEverything()) {
            log.pass(id);
            return;
        }
        DeltaSummary delta = deltas.summary(from.get(), to);
        Optional<MassChange> mass = rule.judge(delta, log.shares(to, REMEMBERED_SHARES));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (log.add(delta, mass, now)) {
            mass.ifPresent(found -> LOG.warnf(
                    "snapshotId=%s server=%s massChange share=%.3f threshold=%.3f",
                    id, to.server(), found.share(), found.threshold()));
        }
    }

    private void failed(SnapshotId id, Exception e) {
        int times = failures.merge(id, 1, Integer::sum);
        LOG.warnf(e, "snapshotId=%s cannot be compared, try %d of %d", id, times, TRIES);
        if (times >= TRIES) {
            log.pass(id);
            failures.remove(id);
        }
    }
}
