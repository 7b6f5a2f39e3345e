package io.tidemark.launcher.stack;

import io.tidemark.launcher.trouble.Trouble;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UndoTest {
    private final List<String> undone = new ArrayList<>();
    private final Undo undo = new Undo();

    @Test
    void undoesTheLastStepFirst() {
        undo.step(() -> "database", undone::add);
        undo.step(() -> "service", undone::add);

        undo.run();

        assertThat(undone).containsExactly("service", "database");
    }

    @Test
    void nothingBeginsAfterIt() {
        undo.run();

        assertThatThrownBy(() -> undo.step(() -> "late", undone::add)).isInstanceOf(Trouble.class);
        assertThat(undone).isEmpty();
    }

    @Test
    void whatIsForgottenStays() {
        undo.step(() -> "service", undone::add);
        undo.forget();

        undo.run();

        assertThat(undone).isEmpty();
    }
}
