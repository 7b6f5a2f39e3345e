package io.tidemark.platform.page;

import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CursorTest {
    @Test
    void givesBackAnyParts() {
        String cursor = Cursor.encode("2026-01-02T03:04:05Z", "", "7:colon\nnewline ü");

        assertThat(Cursor.decode(cursor, 3)).containsExactly("2026-01-02T03:04:05Z", "", "7:colon\nnewline ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "MTo", "OTk6YQ", "LTE6YQ", "eDph"})
    void refusesWhatItDidNotMake(String text) {
        assertThatThrownBy(() -> Cursor.decode(text, 1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code().status()).isEqualTo(400));
    }

    @Test
    void refusesHugeLengths() {
        String text = Base64.getUrlEncoder().encodeToString("2147483647:a".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Cursor.decode(text, 1)).isInstanceOf(ProblemException.class);
    }

    @Test
    void pageTellsOfMoreOnlyWhereThereIsMore() {
        Page<String> full = Page.of(List.of("a", "b", "c"), 2, Cursor::encode);
        Page<String> last = Page.of(List.of("a", "b"), 2, Cursor::encode);

        assertThat(full).isEqualTo(new Page<>(List.of("a", "b"), Cursor.encode("b")));
        assertThat(last).isEqualTo(new Page<>(List.of("a", "b"), null));
    }

    @Test
    void limitIsCheckedAgainstItsBounds() {
        assertThat(Limit.check(null, 50, 1000)).isEqualTo(50);
        assertThat(Limit.check(1000, 50, 1000)).isEqualTo(1000);
        assertThatThrownBy(() -> Limit.check(1001, 50, 1000)).hasMessage("limit: must be from 1 to 1000, not 1001");
        assertThatThrownBy(() -> Limit.check(0, 50, 1000)).hasMessage("limit: must be from 1 to 1000, not 0");
    }
}
