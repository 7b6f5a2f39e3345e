package io.tidemark.auth.credential;

import io.tidemark.auth.credential.Pace.Tally;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Slows guessing down: per account and address together, so that one guesser does not lock everybody out; per account,
/// whoever guesses from many addresses; and per address, whoever tries many accounts. An attempt counts as failed from
/// its beginning, so that fifty at once are not fifty free ones.
public final class Guard {
    private static final Pace PAIR = Pace.slowing(5, Duration.ofMinutes(1));
    private static final Pace NAME = new Pace(50, Duration.ofSeconds(30), 100, Duration.ofMinutes(15), Duration.ZERO);
    /// Behind one address may be a whole company, whose people mistype now and then.
    private static final Pace ADDRESS =
            new Pace(100, Duration.ofMinutes(1), 200, Duration.ofMinutes(15), Duration.ofSeconds(10));
    private static final List<Pace> PACES = List.of(PAIR, NAME, ADDRESS);

    private final Attempts attempts;
    private final InstantSource clock;

    public Guard(Attempts attempts, InstantSource clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /// How long the attempt must wait yet; where it need not, it counts as failed until [#succeeded] or [#notLookedAt].
    Duration begin(String name, String address) {
        Instant now = clock.instant();
        List<Tally> before = attempts.change(
                watched(name, address),
                tallies -> wait(tallies, now).isPositive() ? tallies : each(tallies, (t, pace) -> pace.failed(t, now)));
        return wait(before, now);
    }

    /// The pair begins anew; the name and the address keep what else failed.
    void succeeded(String name, String address) {
        Instant now = clock.instant();
        attempts.change(
                watched(name, address),
                tallies -> each(tallies, (t, pace) -> pace.equals(PAIR) ? Tally.NONE : t.withoutOne(now)));
    }

    void notLookedAt(String name, String address) {
        Instant now = clock.instant();
        attempts.change(watched(name, address), tallies -> each(tallies, (t, pace) -> t.withoutOne(now)));
    }

    /// In the order of [#PACES].
    private static List<String> watched(String name, String address) {
        return List.of("pair " + name + " from " + address, "name " + name, "address " + address);
    }

    private static Duration wait(List<Tally> tallies, Instant now) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < tallies.size(); i++) {
            Duration wait = PACES.get(i).wait(tallies.get(i), now);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    private static List<Tally> each(List<Tally> tallies, BiFunction<Tally, Pace, Tally> change) {
        List<Tally> changed = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            changed.add(change.apply(tallies.get(i), PACES.get(i)));
        }
        return changed;
    }
}
