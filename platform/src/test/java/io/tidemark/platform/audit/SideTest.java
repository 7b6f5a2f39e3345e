package io.tidemark.platform.audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SideTest {
    @Test
    void isCompactAndKeepsTheOrderOfItsFields() {
        assertThat(Side.of("{ \"b\" : [ 1, null ], \"a\" : \"grün\" }")).isEqualTo("{\"b\":[1,null],\"a\":\"grün\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "newPassword",
                "secret",
                "clientSecret",
                "token",
                "accessToken",
                "credentials",
                "Authorization",
                "private_key",
                "passwordHash",
                "accessKey",
                "apiKey"
            })
    void whatIsCalledAsSecretsAreIsNeverTold(String name) {
        String side = Side.of("{\"channel\":[{\"" + name + "\":\"hunter2\",\"" + name + "s\":[\"hunter3\"]}]}");

        assertThat(side).doesNotContain("hunter").contains("\"" + name + "\":\"set\"");
    }

    @Test
    void thatSomethingHasToDoWithASecretIsTold() {
        assertThat(Side.of("{\"mustChangePassword\":true,\"tokens\":3,\"secret\":null}"))
                .isEqualTo("{\"mustChangePassword\":true,\"tokens\":3,\"secret\":null}");
    }

    @Test
    void namesAndPasswordsOfAddressesAreNeverTold() {
        assertThat(Side.of("{\"url\":\"https://alice:hunter2@hooks.example/a@b?at=alice@example\"}"))
                .isEqualTo("{\"url\":\"https://set@hooks.example/a@b?at=alice@example\"}");
    }

    @Test
    void theLongestIsTakenWhole() {
        String side = "\"" + "x".repeat(Side.LONGEST - 2) + "\"";

        assertThat(Side.of(side)).isEqualTo(side);
    }

    @Test
    void aLongerOneIsItsBeginningWithAMark() {
        String side = "\"" + "x".repeat(Side.LONGEST - 1) + "\"";

        assertThat(Side.of(side))
                .startsWith("\"\\\"xxx")
                .endsWith("xxx... cut: 4001 characters of JSON, SHA-256"
                        + " 41311891bb7cc42dfec033166f80eaea30fc777d0d3ada7b50255ca094ff8df6\"");
    }

    @Test
    void whatIsCutIsNotCutAgainAndCutsNoLetterInTwo() {
        String once = Side.of("[" + "\"\\\"\uD83D\uDE00\",".repeat(2000) + "0]");

        assertThat(once).hasSizeLessThanOrEqualTo(Side.LONGEST).doesNotContain("?");
        assertThat(Side.of(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "alice", "{} {}"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Side.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
