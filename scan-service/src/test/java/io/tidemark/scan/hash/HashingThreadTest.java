package io.tidemark.scan.hash;

import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.volume.Volumes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class HashingThreadTest {

    private static final UUID JOB = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final HashTask GONE =
            new HashTask(JOB, 3, "/no/such/file", null, 1, 2, 3, Instant.EPOCH, HashStage.FULL);
    private static final ScanPolicy FULL =
            new ScanPolicy(1, null, List.of(), ZoneId.of("UTC"), null, false, false, List.of(), List.of(), true);

    @TempDir
    Path state;

    private final Machine machine = Machine.real();
    private final FakeAnalytics analytics = new FakeAnalytics();

    /// Wants one file until it is answered; is away at first.
    private static final class FakeAnalytics implements Analytics {
        private final AtomicInteger asked = new AtomicInteger();
        private final BlockingQueue<List<HashAnswer>> answers = new LinkedBlockingQueue<>();
        private volatile int awayFor;
        private final AtomicInteger deafFor = new AtomicInteger();

        @Override
        public List<HashTask> work(String server) {
            if (asked.incrementAndGet() <= awayFor) {
                throw new ServiceUnavailable("away");
            }
            return server.equals("web-1") && answers.isEmpty() ? List.of(GONE) : List.of();
        }

        @Override
        public void answer(String server, List<HashAnswer> said) {
            if (deafFor.getAndDecrement() > 0) {
                throw new ServiceUnavailable("deaf");
            }
            answers.add(said);
        }
    }

    @AfterEach
    void leave() {
        machine.close();
    }

    @Test
    void asksAgainUntilAnalyticsIsThereAndHasTheAnswer() throws Exception {
        analytics.awayFor = 2;
        analytics.deafFor.set(2);

        try (HashingThread thread = thread()) {
            thread.start();
            List<HashAnswer> said = analytics.answers.poll(20, TimeUnit.SECONDS);

            assertThat(said).containsExactly(HashAnswer.not(GONE, HashOutcome.VANISHED));
            assertThat(analytics.asked.get()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void saysWhyNothingIsHashed() throws Exception {
        analytics.awayFor = Integer.MAX_VALUE;

        try (HashingThread thread = thread()) {
            thread.start();
            for (int i = 0; i < 200 && thread.trouble().isEmpty(); i++) {
                Thread.sleep(50);
            }

            assertThat(thread.trouble()).contains("analytics cannot be asked for files to hash: away");
        }
    }

    private HashingThread thread() throws IOException {
        return new HashingThread(
                "web-1",
                analytics,
                new HashLimits(Duration.ofMillis(100), 1 << 20, 64),
                state,
                LinuxSyscalls::new,
                new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo")),
                machine,
                () -> FULL,
                () -> false,
                (outcome, read) -> {});
    }
}
