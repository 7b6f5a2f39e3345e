package io.tidemark.auth.token;

import io.tidemark.auth.credential.SecretBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyRingTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final SecretBox BOX = new SecretBox("0123456789abcdef0123456789abcdef");
    private static final KeySchedule SCHEDULE = new KeySchedule(Duration.ofDays(30), Duration.ofMinutes(5));

    private final MemoryKeys kept = new MemoryKeys();
    private final KeyRing ring = ring(BOX);
    private Instant now = START;

    @BeforeEach
    void begin() {
        ring.tend();
    }

    @Test
    void theFirstKeySignsAtOnce() {
        assertThat(ids(ring)).containsExactly(ring.signing().id());
        assertThat(ring.find(ring.signing().id())).hasValue(ring.signing().publicKey());
    }

    @Test
    void theNextKeyIsPublishedFiveMinutesBeforeItSigns() {
        String first = ring.signing().id();
        now = START.plus(Duration.ofDays(30)).minus(Duration.ofMinutes(5)).minusMillis(1);
        ring.tend();
        assertThat(ids(ring)).containsExactly(first);

        now = START.plus(Duration.ofDays(30)).minus(Duration.ofMinutes(5));
        ring.tend();

        assertThat(ids(ring)).hasSize(2).contains(first);
        assertThat(ring.signing().id()).isEqualTo(first);
        now = START.plus(Duration.ofDays(30));
        assertThat(ring.signing().id()).isNotEqualTo(first);
    }

    @Test
    void theOldKeyStaysPublishedUntilItsLastTokenIsOver() {
        String first = ring.signing().id();
        now = START.plus(Duration.ofDays(30)).minus(Duration.ofMinutes(5));
        ring.tend();

        now = START.plus(Duration.ofDays(30)).plus(Duration.ofMinutes(20));
        ring.tend();
        assertThat(ids(ring)).contains(first);
        now = now.plusMillis(1);
        ring.tend();

        assertThat(ids(ring)).containsExactly(ring.signing().id()).doesNotContain(first);
        assertThat(ring.find(first)).isEmpty();
    }

    @Test
    void whoWasAwayForLongPublishesAheadAllTheSame() {
        String first = ring.signing().id();

        now = START.plus(Duration.ofDays(400));
        ring.tend();

        assertThat(ids(ring)).hasSize(2);
        assertThat(ring.signing().id()).isEqualTo(first);
        now = now.plus(Duration.ofMinutes(5));
        assertThat(ring.signing().id()).isNotEqualTo(first);
    }

    @Test
    void ofTwoReplicasThatRotateAtOnceBothUseTheSameKey() {
        KeyRing other = ring(BOX);
        other.tend();
        now = START.plus(Duration.ofDays(30));

        ring.tend();
        other.tend();

        assertThat(ids(other)).isEqualTo(ids(ring)).hasSize(2);
        now = now.plus(Duration.ofMinutes(5));
        assertThat(other.signing().id()).isEqualTo(ring.signing().id());
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        KeyRing stranger = ring(new SecretBox("another key that nobody can guess"));

        assertThatThrownBy(stranger::tend)
                .isInstanceOf(SecretBox.WrongKey.class)
                .hasMessageContaining("signing key " + ring.signing().id());
        assertThat(kept.all()).hasSize(1);
    }

    @Test
    void whatIsPublishedHasNoPrivatePart() {
        assertThat(ring.published())
                .allSatisfy(key -> assertThat(key).doesNotContainKey("d").containsEntry("alg", "ES256"));
    }

    @Test
    void aScheduleThatCannotBeKeptIsRefused() {
        assertThatThrownBy(() -> new KeySchedule(Duration.ofMinutes(5), Duration.ofMinutes(5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeySchedule(Duration.ofMinutes(5), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private KeyRing ring(SecretBox box) {
        return new KeyRing(kept, box, SCHEDULE, () -> now);
    }

    private static List<String> ids(KeyRing ring) {
        return ring.published().stream()
                .map(Map.class::cast)
                .map(key -> String.valueOf(key.get("kid")))
                .toList();
    }
}
