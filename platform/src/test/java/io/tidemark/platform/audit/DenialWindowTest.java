package io.tidemark.platform.audit;

import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DenialWindowTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final DenialWindow window = new DenialWindow();

    @Test
    void countsEqualDenialsOnceEach() {
        window.add(denial("eve", NOON.plusSeconds(1)));
        window.add(denial("eve", NOON));
        window.add(denial("mallory", NOON));

        assertThat(window.drain())
                .extracting(Denial::subject, Denial::at, Denial::count)
                .containsExactly(tuple("eve", NOON, 2L), tuple("mallory", NOON, 1L));
        assertThat(window.drain()).isEmpty();
    }

    @Test
    void keepsActionsApart() {
        window.add(denial("eve", NOON));
        window.add(new Denial(
                NOON, "history", "sign-in-refused", "eve", "127.0.0.1", "forbidden", "GET /api/snapshots", 1));

        assertThat(window.drain()).extracting(Denial::action).containsExactly("deny", "sign-in-refused");
    }

    @Test
    void tellsTheEndsOfTwoActsApartThoughAllElseOfThemIsEqual() {
        window.add(end("11111111111111111111111111111111", "answered 404"));
        window.add(end("22222222222222222222222222222222", "answered 404"));
        window.add(end("22222222222222222222222222222222", "answered 404"));
        window.add(end("33333333333333333333333333333333", "forbidden"));
        window.add(end("44444444444444444444444444444444", "forbidden"));

        assertThat(window.drain())
                .extracting(Denial::trace, Denial::count)
                .containsExactly(
                        tuple("11111111111111111111111111111111", 1L),
                        tuple("22222222222222222222222222222222", 2L),
                        tuple("33333333333333333333333333333333", 2L));
    }

    @Test
    void losesNoCountInAFlood() {
        for (int i = 0; i < DenialWindow.CAPACITY + 25; i++) {
            window.add(denial("user" + i, NOON));
        }

        var all = window.drain();

        assertThat(all).hasSize(DenialWindow.CAPACITY + 1);
        assertThat(all.getLast().subject()).isEqualTo("*");
        assertThat(all.getLast().count()).isEqualTo(25);
    }

    private static Denial end(String trace, String reason) {
        return new Denial(
                NOON,
                "history",
                "put-group",
                "eve",
                "127.0.0.1",
                reason,
                "PUT /api/groups/x",
                1,
                trace,
                null,
                null,
                null);
    }

    private static Denial denial(String subject, Instant at) {
        return new Denial(at, "history", "deny", subject, "127.0.0.1", "forbidden", "GET /api/snapshots", 1);
    }
}
