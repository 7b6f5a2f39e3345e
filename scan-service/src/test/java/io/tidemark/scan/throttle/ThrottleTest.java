package io.tidemark.scan.throttle;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import static io.tidemark.scan.throttle.HandDrivenMachine.PROCESSORS;
import static io.tidemark.scan.throttle.HandDrivenMachine.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ThrottleTest {

    private static final long MILLI = SECOND / 1000;
    private static final int CALLS = 100;

    private final HandDrivenMachine hand = new HandDrivenMachine();

    @Test
    void neverUsesMoreThanItsShareInAnyThreeSeconds() {
        Throttle throttle = throttle(Policies.share(0.05));
        Deque<double[]> window = new ArrayDeque<>();
        double most = 0;

        throttle.begin();
        for (int i = 0; i < 2000; i++) {
            hand.work(i % 10 == 0 ? 20 * MILLI : 2 * MILLI);
            throttle.after(CALLS);
            window.add(new double[] {hand.seconds(), hand.processNanos / 1e9});
            while (hand.seconds() - window.getFirst()[0] > 3) {
                window.removeFirst();
            }
            most = Math.max(most, (hand.processNanos / 1e9 - window.getFirst()[1]) / 3 / PROCESSORS);
        }

        assertThat(most).isLessThan(0.05 + 1e-9);
        assertThat(hand.processNanos / 1e9 / hand.seconds() / PROCESSORS).isCloseTo(0.05, within(0.005));
    }

    @Test
    void paysForWhatTheCompilerAndTheCollectorUsed() {
        Throttle throttle = throttle(Policies.share(0.25));
        throttle.begin();
        hand.work(2 * MILLI);
        hand.processNanos += 998 * MILLI;

        throttle.after(CALLS);

        // One second of processor time at half a processor.
        assertThat(hand.seconds() - 5).isCloseTo(2.0, within(0.01));
        assertThat(throttle.cost().cpuSeconds()).isEqualTo(1.0);
    }

    @Test
    void goesOnNowAndThenWhereTheAgentAloneUsesMoreThanTheShare() {
        Throttle throttle = throttle(Policies.share(0.01));
        hand.onSleep = () -> hand.processNanos += 100 * MILLI;

        throttle.begin();
        hand.work(2 * MILLI);
        throttle.after(CALLS);

        assertThat(hand.seconds() - 5).isBetween(3.0, 3.3);
        assertThat(throttle.waiting()).contains(Waiting.SHARE);
    }

    @Test
    void sharesWhatTheAgentDoesBesidesAmongTheScansThatRun() {
        Machine machine = hand.machine();
        Throttle one = new Throttle(machine, Policies.FULL, "8:1");
        Throttle other = new Throttle(machine, Policies.FULL, "8:2");
        one.begin();
        hand.work(100 * MILLI);
        one.after(CALLS);

        hand.processNanos += 50 * MILLI;

        assertThat(one.cost().cpuSeconds()).isEqualTo(0.125);
        assertThat(other.cost().cpuSeconds()).isEqualTo(0.025);
    }

    @Test
    void costsNothingMoreOnceItEnded() {
        Throttle throttle = throttle(Policies.FULL);
        throttle.begin();
        hand.work(100 * MILLI);
        throttle.after(CALLS);
        throttle.end();

        hand.work(SECOND);

        assertThat(throttle.cost().cpuSeconds()).isEqualTo(0.1);
        assertThat(throttle.cost().elapsedSeconds()).isEqualTo(0.1);
        assertThat(throttle.cost().systemCalls()).isEqualTo(CALLS);
    }

    @Test
    void needsOneThreadOnlyForLessThanHalfAProcessor() {
        Throttle throttle = throttle(Policies.share(0.24));

        boolean gentle = throttle.isForOne();
        throttle.change(Policies.share(0.26));

        assertThat(gentle).isTrue();
        assertThat(throttle.isForOne()).isFalse();
        assertThat(throttle(Policies.FULL).isForOne()).isFalse();
    }

    @Test
    void makesNoMoreSystemCallsASecondThanItMay() {
        Throttle throttle = throttle(Policies.calls(1000));
        throttle.begin();

        for (int i = 0; i < 100; i++) {
            hand.work(2 * MILLI);
            throttle.after(CALLS);
        }

        assertThat(hand.seconds() - 5).isCloseTo(10, within(0.2));
        assertThat(throttle.cost().systemCalls()).isEqualTo(10_000);
        assertThat(throttle.waiting()).contains(Waiting.CALLS);
    }

    @Test
    void countsWaitingOnAverageOverTheThreadsThatWalked() throws Exception {
        Throttle throttle = throttle(Policies.calls(1000));
        Thread aside = Thread.ofPlatform().start(throttle::begin);
        aside.join();
        throttle.begin();

        for (int i = 0; i < 10; i++) {
            hand.work(2 * MILLI);
            throttle.after(CALLS);
        }

        assertThat(throttle.cost().waitedSeconds()).isCloseTo(hand.seconds() - 5 - 0.02, within(0.01));
        assertThat(throttle.cost().waitedSeconds()).isGreaterThan(0.8);
    }

    @Test
    void waitsForItsHoursAndSaysSo() {
        hand.start = Instant.parse("2026-11-21T21:59:00Z");
        Throttle throttle = throttle(Policies.hours("22:00-06:00", "UTC"));

        throttle.begin();

        assertThat(hand.now()).isBetween("2026-11-21T22:00:00Z", "2026-11-21T22:00:00.300Z");
        assertThat(throttle.waiting()).contains(Waiting.HOURS);
        assertThat(throttle.cost().pausedSeconds()).isCloseTo(60, within(0.3));
        assertThat(throttle.cost().waitedSeconds()).isZero();
    }

    @Test
    void actsOnAChangedPolicyWithinASecond() {
        Throttle throttle = throttle(Policies.hours("22:00-06:00", "UTC"));
        long change = hand.nanos + 100 * SECOND;
        hand.onSleep = () -> {
            if (hand.nanos >= change) {
                throttle.change(Policies.FULL);
            }
        };

        throttle.begin();

        assertThat(hand.nanos - change).isLessThan(SECOND);
    }

    @Test
    void forgivesTheDebtOfAStricterPolicy() {
        Throttle throttle = throttle(Policies.share(0.001));
        throttle.begin();
        hand.work(SECOND);
        hand.onSleep = () -> throttle.change(Policies.FULL);

        throttle.after(CALLS);

        assertThat(hand.seconds() - 6).isLessThan(1);
    }

    @Test
    void waitsWhilePaused() {
        Throttle throttle = throttle(Policies.FULL);
        throttle.begin();
        throttle.pause(true);
        long resume = hand.nanos + 10 * SECOND;
        hand.onSleep = () -> {
            if (hand.nanos >= resume) {
                throttle.pause(false);
            }
        };

        hand.work(2 * MILLI);
        throttle.after(CALLS);

        assertThat(hand.nanos - resume).isLessThan(SECOND);
        assertThat(throttle.cost().pausedSeconds()).isCloseTo(10, within(0.3));
        assertThat(throttle.waiting()).contains(Waiting.PAUSED);
    }

    @Test
    void letsAllGoWhenTheWalkEnds() {
        Throttle throttle = throttle(Policies.FULL);
        throttle.pause(true);
        hand.onSleep = throttle::release;

        throttle.begin();

        assertThat(hand.seconds() - 5).isLessThan(1);
    }

    @Test
    void endsWhenItsLongestDurationIsOverAndNoHoursSayWhenToGoOn() {
        Throttle throttle = throttle(Policies.longest(Policies.FULL, Duration.ofSeconds(10)));
        throttle.begin();
        hand.work(9 * SECOND);
        throttle.after(CALLS);
        hand.work(2 * SECOND);

        assertThatThrownBy(() -> throttle.after(CALLS))
                .isInstanceOf(DurationExceeded.class)
                .hasMessageStartingWith("its longest duration PT10S is over");
    }

    @Test
    void goesOnInTheNextHoursWhenItsLongestDurationIsOver() {
        hand.start = Instant.parse("2026-11-21T22:00:00Z");
        Throttle throttle = throttle(Policies.longest(Policies.hours("22:00-06:00", "UTC"), Duration.ofHours(1)));
        throttle.begin();
        hand.work(3601 * SECOND);

        throttle.after(CALLS);

        assertThat(hand.now()).isBetween("2026-11-22T22:00:00Z", "2026-11-22T22:00:00.300Z");
    }

    @Test
    void countsWhatAnEarlierRunWalkedIntoItsLongestDuration() {
        Throttle throttle = throttle(Policies.longest(Policies.FULL, Duration.ofSeconds(10)));
        throttle.resume(new Walked(9 * SECOND, hand.now().minusSeconds(3600)));
        throttle.begin();
        hand.work(2 * SECOND);

        assertThatThrownBy(() -> throttle.after(CALLS)).isInstanceOf(DurationExceeded.class);
        assertThat(throttle.walked()).isEqualTo(new Walked(11 * SECOND, hand.now()));
    }

    @Test
    void countsWhatAnEarlierRunWalkedInTheSameHoursOnly() {
        hand.start = Instant.parse("2026-11-21T23:00:00Z");
        ScanPolicy policy = Policies.longest(Policies.hours("22:00-06:00", "UTC"), Duration.ofHours(1));
        Throttle same = throttle(policy);
        same.resume(new Walked(3600 * SECOND, Instant.parse("2026-11-21T22:59:00Z")));
        Throttle next = throttle(policy);
        next.resume(new Walked(3600 * SECOND, Instant.parse("2026-11-21T05:59:00Z")));

        next.begin();
        Instant atOnce = hand.now();
        same.begin();

        assertThat(atOnce).isEqualTo(hand.start);
        assertThat(hand.now()).isBetween("2026-11-22T22:00:00Z", "2026-11-22T22:00:00.300Z");
    }

    @Test
    void doesNotCountPausesAsItsDuration() {
        Throttle throttle = throttle(Policies.longest(Policies.FULL, Duration.ofSeconds(10)));
        throttle.begin();
        throttle.pause(true);
        long resume = hand.nanos + 60 * SECOND;
        hand.onSleep = () -> throttle.pause(hand.nanos < resume);

        hand.work(2 * MILLI);
        throttle.after(CALLS);

        assertThat(throttle.cost().pausedSeconds()).isGreaterThan(59);
    }

    @Test
    void walksInTheClassItsPolicySaysAndGoesBack() {
        Throttle throttle = throttle(Policies.change("idle", "true"));
        throttle.begin();
        throttle.change(Policies.FULL);

        hand.work(2 * MILLI);
        throttle.after(CALLS);

        assertThat(hand.classes).containsExactly("idle", "normal");
    }

    @Test
    void saysWhatTheMachineDoesNotDo() {
        hand.pressureKnown = false;
        hand.refusals.add("the kernel refuses the idle scheduling class (error 1)");
        Throttle throttle = throttle(ScanPolicy.DEFAULT);

        throttle.begin();

        assertThat(throttle.cost().notes())
                .containsExactly(
                        "the idle I/O class has no effect: this volume has no block device of its own",
                        "back-off is off: this kernel has no pressure figures",
                        "the kernel refuses the idle scheduling class (error 1)");
    }

    @Test
    void slowsDownWhileOthersWaitForDisksAndSpeedsUpSlowlyAfterwards() {
        Throttle throttle = throttle(Policies.change("backOff", "true"));
        throttle.begin();
        double before = usedWithin(throttle, 2);
        hand.ioStall = 0.5;
        usedWithin(throttle, 3);
        double pressed = usedWithin(throttle, 10);
        hand.ioStall = 0;
        double soon = usedWithin(throttle, 2);
        usedWithin(throttle, 20);
        double after = usedWithin(throttle, 2);

        assertThat(before).isCloseTo(1.0, within(0.01));
        assertThat(pressed).isCloseTo(PROCESSORS / 16.0, within(0.01));
        assertThat(soon).isLessThan(0.4);
        assertThat(after).isCloseTo(1.0, within(0.01));
    }

    @Test
    void walksOnWhileOthersWaitThoughTheAgentAloneUsesMoreThanWhatIsLeft() {
        Throttle throttle =
                throttle(PolicyJson.change(Policies.FULL, Policies.json("{\"cpuShare\":0.05,\"backOff\":true}")));
        throttle.begin();
        hand.ioStall = 0.5;
        double agent = 0.02 * PROCESSORS;
        long began = hand.nanos;
        hand.onSleep = () -> hand.processNanos = hand.threadNanos + (long) (agent * (hand.nanos - began));
        usedWithin(throttle, 5);
        long walked = hand.threadNanos;
        long since = hand.nanos;

        usedWithin(throttle, 60);

        assertThat((double) (hand.threadNanos - walked) / (hand.nanos - since))
                .isCloseTo(0.05 * PROCESSORS / 16, within(0.0005));
    }

    @Test
    void doesNotMistakeItsOwnWaitingForThatOfOthers() {
        Throttle throttle = throttle(Policies.change("backOff", "true"));
        throttle.begin();
        hand.ioStall = 0.5;

        for (int i = 0; i < 1000; i++) {
            hand.work(5 * MILLI);
            hand.pass(5 * MILLI);
            throttle.after(CALLS);
        }

        assertThat(hand.seconds() - 5).isCloseTo(10, within(0.01));
    }

    @Test
    void doesNotMistakeItsOwnRunQueueForThatOfOthers() {
        Throttle throttle = throttle(Policies.change("backOff", "true"));
        throttle.begin();
        hand.cpuStall = 0.5;

        for (int i = 0; i < 1000; i++) {
            hand.work(5 * MILLI);
            hand.pass(5 * MILLI);
            hand.delayNanos += 5 * MILLI;
            throttle.after(CALLS);
        }

        assertThat(hand.seconds() - 5).isCloseTo(10, within(0.01));
    }

    /// Works as much as it may for so many seconds.
    ///
    /// @return the processors used on average
    private double usedWithin(Throttle throttle, long seconds) {
        long start = hand.nanos;
        long used = hand.processNanos;
        while (hand.nanos - start < seconds * SECOND) {
            hand.work(2 * MILLI);
            throttle.after(CALLS);
        }
        return (double) (hand.processNanos - used) / (hand.nanos - start);
    }

    private Throttle throttle(ScanPolicy policy) {
        return new Throttle(hand.machine(), policy, "8:1");
    }
}
