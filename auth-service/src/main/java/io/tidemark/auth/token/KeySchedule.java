package io.tidemark.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// When keys come and go. Each is published, then signs until the next one does, and stays published until nothing that
/// it signed is good any more.
///
/// @param signs how long a key signs
/// @param ahead how long a key is published before it signs: long enough for every service to have asked for it
public record KeySchedule(Duration signs, Duration ahead) {
    /// Past a token's lifetime: clocks differ, and replicas learn of a new key one after the other.
    static final Duration AFTERWARDS = TokenSigner.LIFETIME.plusMinutes(5);

    public KeySchedule {
        if (!ahead.isPositive() || signs.compareTo(ahead) <= 0) {
            throw new IllegalArgumentException(
                    "a signing key signs longer than it is published ahead, and that is longer than no time");
        }
    }

    /// When a new key should sign from, where it is time to publish one.
    Optional<Instant> next(List<SealedKey> keys, Instant now) {
        if (keys.isEmpty()) {
            return Optional.of(now);
        }
        Instant due = keys.getLast().signsFrom().plus(signs);
        return now.isBefore(due.minus(ahead)) ? Optional.empty() : Optional.of(later(due, now.plus(ahead)));
    }

    /// Keys whose last token is over.
    List<SealedKey> retired(List<SealedKey> keys, Instant now) {
        return IntStream.range(0, keys.size() - 1)
                .filter(i -> keys.get(i + 1).signsFrom().plus(AFTERWARDS).isBefore(now))
                .mapToObj(keys::get)
                .toList();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
