package io.tidemark.platform.audit;

import io.quarkus.runtime.ShutdownEvent;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

class DenialReporterTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void whatIsNotDeliveredYetIsDeliveredWhenTheServiceStops() {
        List<Denial> delivered = new ArrayList<>();
        DenialReporter reporter = new DenialReporter(delivered::addAll, "history");

        reporter.note(denial("eve"));
        reporter.note(denial("eve"));
        reporter.stop(new ShutdownEvent());

        assertThat(delivered).extracting(Denial::subject).containsExactly("eve");
        assertThat(delivered).extracting(Denial::count).containsExactly(2L);
    }

    @Test
    void whatCannotBeDeliveredIsOfferedAgain() {
        List<Denial> delivered = new ArrayList<>();
        List<Integer> failures = new ArrayList<>();
        DenialReporter reporter = new DenialReporter(
                all -> {
                    if (failures.isEmpty()) {
                        failures.add(all.size());
                        throw new IllegalStateException("auth is away");
                    }
                    delivered.addAll(all);
                },
                "history");

        reporter.note(denial("eve"));
        reporter.deliver();
        reporter.stop(new ShutdownEvent());

        assertThat(failures).containsExactly(1);
        assertThat(delivered).extracting(Denial::subject).containsExactly("eve");
    }

    @Test
    void stoppingWaitsForTheDeliveryUnderWayAndTriesItsDenialsOnceMore() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Denial> delivered = new ArrayList<>();
        DenialReporter reporter = new DenialReporter(
                all -> {
                    if (goOn.getCount() > 0) {
                        underWay.countDown();
                        await(goOn);
                        throw new IllegalStateException("auth is away");
                    }
                    delivered.addAll(all);
                },
                "history");
        reporter.note(denial("eve"));
        Thread delivery = Thread.ofPlatform().start(reporter::deliver);
        underWay.await();

        Thread stop = Thread.ofPlatform().start(() -> reporter.stop(new ShutdownEvent()));
        while (stop.isAlive() && stop.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        delivery.join();
        stop.join();

        assertThat(delivered).extracting(Denial::subject).containsExactly("eve");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Denial denial(String subject) {
        return new Denial(NOON, "history", "deny", subject, "127.0.0.1", "forbidden", "GET /api/snapshots", 1);
    }
}
