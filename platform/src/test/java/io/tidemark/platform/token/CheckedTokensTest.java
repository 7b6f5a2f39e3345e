package io.tidemark.platform.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class CheckedTokensTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final CheckedTokens tokens = new CheckedTokens();

    @Test
    void aGoodTokenIsRememberedForAMinute() {
        tokens.add("token", ending(NOON.plusSeconds(900)), NOON);

        assertThat(tokens.find("token", NOON.plusSeconds(59))).isPresent();
        assertThat(tokens.find("token", NOON.plusSeconds(60))).isEmpty();
        assertThat(tokens.find("tokem", NOON)).isEmpty();
    }

    @Test
    void anotherTokenWithTheSameHashCodeIsNotTakenForIt() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        tokens.add("Aa", ending(NOON.plusSeconds(900)), NOON);

        assertThat(tokens.find("BB", NOON)).isEmpty();
        assertThat(tokens.find("Aa", NOON)).isPresent();
    }

    @Test
    void itIsNeverRememberedPastItsEnd() {
        tokens.add("token", ending(NOON.plusSeconds(5)), NOON);

        assertThat(tokens.find("token", NOON.plusMillis(4_999))).isPresent();
        assertThat(tokens.find("token", NOON.plusSeconds(5))).isEmpty();
    }

    @Test
    void aFloodOfTokensPushesOutThoseThatWereNotUsedForLongest() {
        tokens.add("idle", ending(NOON.plusSeconds(900)), NOON);
        tokens.add("busy", ending(NOON.plusSeconds(900)), NOON);

        IntStream.range(0, CheckedTokens.CAPACITY - 1).forEach(i -> {
            tokens.find("busy", NOON);
            tokens.add("flood " + i, ending(NOON.plusSeconds(900)), NOON);
        });

        assertThat(tokens.size()).isEqualTo(CheckedTokens.CAPACITY);
        assertThat(tokens.find("idle", NOON)).isEmpty();
        assertThat(tokens.find("busy", NOON)).isPresent();
    }

    private static JWTCallerPrincipal ending(Instant end) {
        JwtClaims claims = new JwtClaims();
        claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()));
        return new DefaultJWTCallerPrincipal("raw", "JWT", claims);
    }
}
