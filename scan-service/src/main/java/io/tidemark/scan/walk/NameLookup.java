package io.tidemark.scan.walk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/// Asks a service for names, once for each number, and never waits long: one that does not answer in time is not asked
/// again. Safe for several threads.
final class NameLookup {

    private static final System.Logger LOG = System.getLogger(NameLookup.class.getName());

    /// More numbers than this are not asked for: they are kept.
    private static final int MOST = 1 << 16;

    private final LongFunction<Optional<byte[]>> service;
    private final Duration patience;
    private final Map<Long, Optional<byte[]>> names = new ConcurrentHashMap<>();
    private volatile boolean silent;

    /// @param service answers raw bytes
    /// @param patience how long one answer may take
    NameLookup(LongFunction<Optional<byte[]>> service, Duration patience) {
        this.service = service;
        this.patience = patience;
    }

    /// UTF-8, or null where the service knows none.
    byte @Nullable [] name(long number) {
        Optional<byte[]> known = names.get(number);
        if (known == null) {
            known = silent || names.size() >= MOST ? Optional.empty() : names.computeIfAbsent(number, this::ask);
        }
        return known.orElse(null);
    }

    /// On a thread of its own, for a call into the C library cannot be ended.
    private Optional<byte[]> ask(long number) {
        if (silent) {
            return Optional.empty();
        }
        FutureTask<Optional<byte[]>> question =
                new FutureTask<>(() -> service.apply(number).map(NameText::readable));
        Thread.ofPlatform().daemon().name("owner-names").start(question);
        try {
            return question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            silent = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the name service has not answered for {0} s; owners of this scan go without further names",
                    patience.toSeconds());
        } catch (ExecutionException e) {
            silent = true;
            LOG.log(System.Logger.Level.WARNING, "the name service fails; owners go without further names", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
