package io.tidemark.auth.credential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

class OneTimeCodesTest {
    /// Of RFC 6238, appendix B.
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /// Appendix B has eight digits; six are the last of them.
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theCodesAreThoseOfTheRfc(long second, String eightDigits) {
        String code = OneTimeCodes.of(SECRET, OneTimeCodes.step(Instant.ofEpochSecond(second)));

        assertThat(code).isEqualTo(eightDigits.substring(2));
    }

    /// Of RFC 4226, appendix D.
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "5, 254676", "9, 520489"})
    void theCodesOfCountersAreThoseOfTheRfc(long counter, String code) {
        assertThat(OneTimeCodes.of(SECRET, counter)).isEqualTo(code);
    }

    @Test
    void aDeviceMayBeOneStepBehindOrAheadAndNoMore() {
        long step = OneTimeCodes.step(NOON);

        for (long of = step - 3; of <= step + 3; of++) {
            OptionalLong match = OneTimeCodes.match(SECRET, OneTimeCodes.of(SECRET, of), NOON, 0);
            boolean good = Math.abs(of - step) <= 1;
            assertThat(match).isEqualTo(good ? OptionalLong.of(of) : OptionalLong.empty());
        }
    }

    @Test
    void aCodeThatWasTakenOrIsOlderThanThatIsGoodNoMore() {
        long step = OneTimeCodes.step(NOON);
        String now = OneTimeCodes.of(SECRET, step);

        assertThat(OneTimeCodes.match(SECRET, now, NOON, step - 1)).hasValue(step);
        assertThat(OneTimeCodes.match(SECRET, now, NOON, step)).isEmpty();
        assertThat(OneTimeCodes.match(SECRET, OneTimeCodes.of(SECRET, step - 1), NOON, step))
                .isEmpty();
        assertThat(OneTimeCodes.match(SECRET, OneTimeCodes.of(SECRET, step + 1), NOON, step))
                .hasValue(step + 1);
    }

    @Test
    void whatIsNoCodeMatchesNothing() {
        for (String none : new String[] {"", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666"}) {
            assertThat(OneTimeCodes.match(SECRET, none, NOON, 0)).isEmpty();
        }
    }

    /// RFC 4648 section 10, and back.
    @Test
    void secretsAreWrittenInBase32() {
        assertThat(Base32.encode("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Base32.encode(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[20];
            new SecureRandom().nextBytes(bytes);
            bytes[0] = i % 2 == 0 ? 0 : bytes[0];
            assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void theAddressForAuthenticatorsNamesWhoseCodesTheyAre() {
        CodeSecret secret = new CodeSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

        assertThat(secret.uri("Our Site", "alice"))
                .isEqualTo("otpauth://totp/Our%20Site:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Our%20Site"
                        + "&algorithm=SHA1&digits=6&period=30");
        assertThat(secret).hasToString("CodeSecret[]");
        assertThat(CodeSecret.create().text()).matches("[A-Z2-7]{32}");
    }

    @Test
    void recoveryCodesAreTenAndMayBeTypedCarelessly() {
        assertThat(new TreeSet<>(RecoveryCode.create()))
                .hasSize(10)
                .allMatch(code -> code.matches("[a-z2-7]{4}(-[a-z2-7]{4}){3}"));
        assertThat(RecoveryCode.hash("ABCD efgh-2345 ijkl")).isEqualTo(RecoveryCode.hash("abcd-efgh-2345-ijkl"));
    }
}
