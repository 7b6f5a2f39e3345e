package io.tidemark.auth.token;

import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TurnstileTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Origin FROM = new Origin("10.0.0.1", "test");
    private static final IssuedTokens TOKENS =
            new IssuedTokens(new AccessToken("token", Duration.ofMinutes(15), Set.of()), null);

    private final List<SignIn> log = new ArrayList<>();
    private final Turnstile turnstile = new Turnstile(1, log::add, () -> NOON);

    @Test
    void whoFindsItFullIsToldToComeAgainAndIsOnRecord() {
        IssuedTokens inside = turnstile.pass("alice", FROM, () -> {
            assertThatThrownBy(() -> turnstile.pass("bob", FROM, () -> TOKENS))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.code().status()).isEqualTo(429));
            return TOKENS;
        });

        assertThat(inside).isSameAs(TOKENS);
        assertThat(log).containsExactly(new SignIn(NOON, GrantType.PASSWORD, "bob", "10.0.0.1", Result.BUSY));
    }

    @Test
    void aPlaceIsFreeAgainAlsoAfterARefusal() {
        assertThatThrownBy(() -> turnstile.pass("alice", FROM, () -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");

        assertThat(turnstile.pass("bob", FROM, () -> TOKENS)).isSameAs(TOKENS);
        assertThat(log).isEmpty();
    }
}
