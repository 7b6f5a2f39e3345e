package io.tidemark.auth.session;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.session.Session.Verdict;
import io.tidemark.auth.token.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class SessionTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration IDLE = Duration.ofHours(2);
    private static final String HOME = "10.0.0.1";

    @ParameterizedTest
    @CsvSource({
        "3, 10.0.0.1, 0, RENEW",
        "3, 10.9.9.9, 7199, RENEW",
        "3, 10.0.0.1, 7200, ENDED",
        "2, 10.0.0.1, 0, REPEAT",
        "2, 10.0.0.1, 10, REPEAT",
        "2, 10.0.0.1, 11, REUSED",
        "2, 10.9.9.9, 0, REUSED",
        "1, 10.0.0.1, 0, REUSED",
        "1, 10.0.0.1, 7200, ENDED"
    })
    void theNewestTokenIsRenewedAndTheOneBeforeItRepeatedForAMomentToWhoAskedFirst(
            int presented, String address, long secondsLater, Verdict expected) {
        Session session = renewedTwice(null);

        assertThat(session.judge(presented, address, NOON.plusSeconds(secondsLater), IDLE))
                .isEqualTo(expected);
    }

    @Test
    void nothingIsRenewedAfterTheEnd() {
        Session ended = renewedTwice(NOON);

        assertThat(ended.judge(3, HOME, NOON, IDLE)).isEqualTo(Verdict.ENDED);
        assertThat(ended.judge(2, HOME, NOON, IDLE)).isEqualTo(Verdict.ENDED);
        assertThat(renewedTwice(null).judge(3, HOME, NOON.plus(Duration.ofHours(12)), Duration.ofDays(9)))
                .isEqualTo(Verdict.ENDED);
    }

    @Test
    void theNextTokenNeedsTheOneBeforeAndTheSalt() {
        byte[] salt = RefreshToken.salt();
        String token = RefreshToken.first();

        String next = RefreshToken.next(token, salt);

        assertThat(next)
                .hasSize(47)
                .startsWith("tdr_")
                .isEqualTo(RefreshToken.next(token, salt))
                .isNotEqualTo(RefreshToken.next(token, RefreshToken.salt()))
                .isNotEqualTo(RefreshToken.next(RefreshToken.first(), salt));
    }

    private static Session renewedTwice(@org.jspecify.annotations.Nullable Instant endedAt) {
        return new Session(
                UUID.randomUUID(),
                new AccountName("alice"),
                new Origin(HOME, "curl"),
                NOON.minusSeconds(60),
                NOON,
                NOON.plus(Duration.ofHours(11)),
                endedAt,
                3,
                HOME,
                new byte[32],
                false);
    }
}
