package io.tidemark.history.backfill;

import io.tidemark.history.backfill.Backfill.State;
import io.tidemark.history.backfill.Mapping.Mapped;
import io.tidemark.history.backfill.Prometheus.Unusable;
import io.tidemark.history.sample.Sample;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Takes over what Prometheus knows of filesystems, piece by piece. Each piece may be taken again
/// without effect, and
/// what was done is remembered after each, so a backfill goes on where it was interrupted. Calls block.
public final class Backfills {

    /// Takes readings in, each once.
    @FunctionalInterface
    public interface Sink {
        /// @return how many were new
        int add(List<Sample> samples);
    }

    private static final System.Logger LOG = System.getLogger(Backfills.class.getName());
    private static final String SIZE = "node_filesystem_size_bytes";
    private static final String FREE = "node_filesystem_free_bytes";
    private static final String AVAILABLE = "node_filesystem_avail_bytes";
    private static final String FILES = "node_filesystem_files";
    private static final String FILES_FREE = "node_filesystem_files_free";
    private static final int POINTS = 50_000;
    private static final int STEPS = 10_000;
    private static final int BATCH = 5_000;
    private static final int TRIES = 5;
    private static final Duration CLAIM = Duration.ofMinutes(10);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final BackfillRegister register;
    private final Prometheus prometheus;
    private final Sink sink;
    private final InstantSource clock;
    private final Duration patience;

    /// @param patience between the first try of a piece and the second; each further one waits twice
    /// as long
    public Backfills(
            BackfillRegister register, Prometheus prometheus, Sink sink, InstantSource clock, Duration patience) {
        this.register = register;
        this.prometheus = prometheus;
        this.sink = sink;
        this.clock = clock;
        this.patience = patience;
    }

    /// What would be taken over, and as what.
    ///
    /// @throws ProblemException 422 `source-unusable`
    public Mapping mapping(Source source, Tenant tenant) {
        source.requireServersOf(tenant);
        try {
            return Mapping.of(prometheus.series(source, SIZE), source, tenant);
        } catch (Unusable e) {
            throw Prometheus.problem(e);
        }
    }

    /// Begins, or goes on with one that failed or was cancelled.
    ///
    /// @throws ProblemException 409 where the id is taken by something else
    public Backfill begin(UUID id, Source source, Tenant tenant, String by) {
        source.requireServersOf(tenant);
        Backfill begun = Backfill.begin(id, source, tenant, by, clock.instant());
        if (register.add(begun)) {
            return begun;
        }
        Backfill known = find(id);
        if (!known.source().equals(source)) {
            throw new ProblemException(BackfillProblem.BACKFILL_CONFLICT, "Take another id, or send the same source");
        }
        boolean stands = known.state() == State.FAILED || known.state() == State.CANCELLED;
        return stands ? changed(known, State.RUNNING) : known;
    }

    /// Stops one that runs; what was taken over stays.
    public Backfill cancel(UUID id) {
        Backfill known = find(id);
        return known.state() == State.RUNNING ? changed(known, State.CANCELLED) : known;
    }

    public Optional<Backfill> known(UUID id) {
        return register.find(id);
    }

    /// @throws ProblemException 404 where there is none
    public Backfill find(UUID id) {
        return known(id)
                .orElseThrow(
                        () -> new ProblemException(BackfillProblem.BACKFILL_NOT_FOUND, "No backfill has id " + id));
    }

    public List<Backfill> newest(int limit) {
        return register.newest(limit);
    }

    private Backfill changed(Backfill known, State next) {
        register.update(known.in(next, null, clock.instant()), known.state());
        return find(known.id());
    }

    /// Takes over all that runs and that nobody else is at.
    public void runOpen() {
        Optional<Backfill> open = register.claim(clock.instant(), CLAIM);
        while (open.isPresent()) {
            runIn(open.get());
            open = register.claim(clock.instant(), CLAIM);
        }
    }

    /// Writes nothing of other tenants.
    private void runIn(Backfill begun) {
        PresentTenancy.as(Tenancy.of(begun.tenant()), () -> {
            run(begun);
            return true;
        });
    }

    private void run(Backfill begun) {
        Backfill now = begun;
        try {
            List<Mapped> mapped = retried(
                            () -> Mapping.of(prometheus.series(begun.source(), SIZE), begun.source(), begun.tenant()))
                    .mapped();
            while (now.state() == State.RUNNING) {
                Backfill next = piece(now, mapped);
                if (!register.update(next, State.RUNNING)) {
                    return;
                }
                now = next;
            }
        } catch (Unusable | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "backfill {0} failed: {1}", begun.id(), e.getMessage());
            register.update(now.in(State.FAILED, String.valueOf(e.getMessage()), clock.instant()), State.RUNNING);
        }
    }

    /// As many steps as make an answer of a bounded size.
    private Backfill piece(Backfill backfill, List<Mapped> mapped) throws Unusable {
        Source source = backfill.source();
        if (mapped.isEmpty()) {
            return backfill.advanced(source.to(), 0, 0, clock.instant());
        }
        long steps = Math.clamp(POINTS / mapped.size(), 1, STEPS);
        Instant from = backfill.doneUntil();
        Instant until = earlier(from.plus(source.step().multipliedBy(steps)), source.aligned(source.to()));
        if (!from.isBefore(until)) {
            return backfill.advanced(source.to(), 0, 0, clock.instant());
        }
        List<Sample> samples = retried(() -> samples(source, mapped, from, until.minus(source.step())));
        long fresh = 0;
        for (int at = 0; at < samples.size(); at += BATCH) {
            fresh += sink.add(samples.subList(at, Math.min(samples.size(), at + BATCH)));
        }
        return backfill.advanced(until, samples.size(), fresh, clock.instant());
    }

    /// Of two series of one volume and time the first one counts. A time that lacks a size or what is
    /// free or available
    /// has no reading.
    private List<Sample> samples(Source source, List<Mapped> mapped, Instant from, Instant last) throws Unusable {
        Map<String, Map<Map<String, String>, Map<Instant, BigDecimal>>> metrics = new HashMap<>();
        for (String metric : List.of(SIZE, FREE, AVAILABLE, FILES, FILES_FREE)) {
            metrics.put(metric, prometheus.values(source, metric, from, last));
        }
        Map<List<Object>, Sample> samples = new LinkedHashMap<>();
        for (Mapped volume : mapped) {
            Map<String, Map<Instant, BigDecimal>> values = new HashMap<>();
            metrics.forEach((metric, series) -> values.put(metric, series.getOrDefault(volume.labels(), Map.of())));
            for (Instant at : values.getOrDefault(SIZE, Map.of()).keySet()) {
                sample(volume, at, values)
                        .ifPresent(one -> samples.putIfAbsent(List.of(volume.server(), volume.volume(), at), one));
            }
        }
        return new ArrayList<>(samples.values());
    }

    private static Optional<Sample> sample(Mapped volume, Instant at, Map<String, Map<Instant, BigDecimal>> values) {
        BigDecimal size = value(values, SIZE, at);
        BigDecimal free = value(values, FREE, at);
        BigDecimal available = value(values, AVAILABLE, at);
        if (size.signum() <= 0 || free.signum() < 0 || available.signum() < 0 || free.compareTo(size) > 0) {
            return Optional.empty();
        }
        return Optional.of(new Sample(
                volume.server(),
                volume.volume(),
                volume.device(),
                volume.type(),
                null,
                at,
                number(size),
                number(size.subtract(free)),
                number(free),
                number(available),
                number(value(values, FILES, at)),
                number(value(values, FILES_FREE, at))));
    }

    private static BigDecimal value(Map<String, Map<Instant, BigDecimal>> values, String metric, Instant at) {
        return values.getOrDefault(metric, Map.of()).getOrDefault(at, BigDecimal.ONE.negate());
    }

    private static long number(BigDecimal value) {
        return value.max(BigDecimal.ZERO).min(LARGEST).longValue();
    }

    private interface Asking<T> {
        T ask() throws Unusable;
    }

    private <T> T retried(Asking<T> asking) throws Unusable {
        Duration wait = patience;
        for (int attempt = 1; ; attempt++) {
            try {
                return asking.ask();
            } catch (Unusable e) {
                if (e.isLasting() || attempt == TRIES || !slept(wait)) {
                    throw e;
                }
                wait = wait.multipliedBy(2);
            }
        }
    }

    private static boolean slept(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
