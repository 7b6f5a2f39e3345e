package io.tidemark.auth.audit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DetailTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void whereNothingIsSaidThereIsNoText() {
        assertThat(Detail.text(event(null, null, null))).isEmpty();
        assertThat(Detail.read("")).isEqualTo(new Detail(null, null, null, null));
    }

    @Test
    void whatIsSaidComesBack() {
        String text = Detail.text(event(TRACE, "null", "{\"b\": [1, \"x\"], \"a\": null}"));

        assertThat(text)
                .isEqualTo("{\"trace\":\"" + TRACE + "\",\"before\":null,\"after\":{\"b\":[1,\"x\"],\"a\":null}}");
        assertThat(Detail.read(text)).isEqualTo(new Detail(TRACE, null, "null", "{\"b\":[1,\"x\"],\"a\":null}"));
    }

    @Test
    void whoActedForTheSubjectComesBack() {
        String text = Detail.text(by("key tdk_Ab3dE5gH1jK2"));

        assertThat(text).isEqualTo("{\"via\":\"key tdk_Ab3dE5gH1jK2\"}");
        assertThat(Detail.read(text)).isEqualTo(new Detail(null, "key tdk_Ab3dE5gH1jK2", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "session", "key a b", "password hunter2", "session <script>"})
    void whatIsNoCredentialIsRefused(String via) {
        assertThatThrownBy(() -> by(via))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("via must be a session or a key, and its id");
    }

    @Test
    void aSideThatIsTooLongIsCutAndSecretsAreNotTold() {
        AuditEvent event = event(null, "{\"password\":\"hunter2\"}", "\"" + "x".repeat(4000) + "\"");

        assertThat(event.before()).isEqualTo("{\"password\":\"set\"}");
        assertThat(event.after()).hasSizeLessThan(2100).contains("x... cut: 4002 characters of JSON, SHA-256 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4BF92F3577B34DA6A3CE929D0E0E4736", "4bf9", "", "alice"})
    void whatIsNoTraceIsRefused(String trace) {
        assertThatThrownBy(() -> event(trace, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trace must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "alice", "{} {}"})
    void whatIsNoJsonIsRefused(String side) {
        assertThatThrownBy(() -> event(null, side, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("before must be JSON");
    }

    private static AuditEvent event(@Nullable String trace, @Nullable String before, @Nullable String after) {
        return new AuditEvent(Instant.EPOCH, "auth", "act", "eve", "::1", "", "", 1, trace, null, before, after);
    }

    private static AuditEvent by(String via) {
        return new AuditEvent(Instant.EPOCH, "auth", "act", "eve", "::1", "", "", 1, null, via, null, null);
    }
}
