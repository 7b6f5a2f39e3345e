package io.tidemark.auth.audit;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.CheckpointPlace;
import io.tidemark.auth.seal.NoteKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/// A log whose checkpoints go to a file of its own and to a place elsewhere that is not always there.
class SealerPlacesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T13:00:00Z");

    private final MemoryLog log = new MemoryLog();
    private final NoteKey key = NoteKey.parse("tidemark-auth/audit", NoteKey.generate());
    private final Elsewhere elsewhere = new Elsewhere();

    @TempDir
    Path folder;

    @Test
    void aCheckpointIsAtBothPlacesAndComesToEachOnce() {
        Sealer sealer = sealed();
        assertThat(sealer.seal()).isEmpty();
        assertThat(sealer.copy()).isEmpty();

        assertThat(own().notes()).hasSize(1).isEqualTo(elsewhere.notes);
    }

    @Test
    void whileAPlaceIsAwayTheLogIsSealedAndThePlaceGetsTheLastOneAfterwards() {
        Sealer sealer = sealed();
        elsewhere.away = true;
        log.write(5, "user");
        sealer.seal();
        List<String> first = sealer.copy();
        log.write(5, "user");
        Checkpoint last = sealer.seal().orElseThrow();
        List<String> second = sealer.copy();
        elsewhere.away = false;

        assertThat(sealer.copy()).isEmpty();

        assertThat(first).isEqualTo(second).containsExactly("elsewhere is away");
        assertThat(own().notes()).hasSize(3);
        assertThat(elsewhere.notes).hasSize(2).last().isEqualTo(last.note());
    }

    @Test
    void afterAStartWhatIsThereIsNotBroughtAgain() {
        sealed();
        Sealer again = sealer("own");
        again.seal();

        assertThat(again.copy()).isEmpty();

        assertThat(elsewhere.notes).hasSize(1);
    }

    @Test
    void nothingIsSignedAfterAStartUntilWhatIsKeptElsewhereWasRead() {
        sealed();
        elsewhere.away = true;
        log.write(5, "user");
        Sealer again = sealer("own");

        assertThatThrownBy(again::seal).isInstanceOf(UncheckedIOException.class);

        assertThat(own().notes()).hasSize(1);
        elsewhere.away = false;
        assertThat(again.seal()).map(Checkpoint::size).contains(15L);
    }

    @Test
    void anOlderBackupOfLogAndOwnFileIsToldByWhatIsKeptElsewhere() {
        Sealer sealer = sealed();
        log.write(5, "user");
        sealer.seal();
        sealer.copy();
        log.cut(10);
        Sealer restored = sealer("older");

        assertThatThrownBy(restored::seal).isInstanceOf(Sealer.BrokenLog.class);

        Verification verification = new Verification(key.verifier(), restored.notes());
        log.forEach(0, verification);
        assertThat(verification.result().findings())
                .extracting(Finding::kind, Finding::from, Finding::to)
                .containsExactly(tuple(Finding.Kind.CUT_OFF, 11L, 15L));
    }

    @Test
    void onlyThoseBehindALengthAreToldInTheirOrder() {
        Sealer sealer = sealed();
        log.write(5, "user");
        sealer.seal();
        log.write(5, "user");
        sealer.seal();

        assertThat(sealer.behind(10)).extracting(Checkpoint::size).containsExactly(15L, 20L);
        assertThat(sealer.last()).map(Checkpoint::size).contains(20L);
        assertThat(sealer("own").last()).isEmpty();
    }

    private Sealer sealer(String own) {
        return new Sealer(log, key, new CheckpointFile(folder.resolve(own)), List.of(elsewhere), () -> NOON);
    }

    /// One that signed ten rows, and brought that elsewhere.
    private Sealer sealed() {
        Sealer sealer = sealer("own");
        log.write(10, "user");
        sealer.seal();
        assertThat(sealer.copy()).isEmpty();
        return sealer;
    }

    private CheckpointFile own() {
        return new CheckpointFile(folder.resolve("own"));
    }

    private static final class Elsewhere implements CheckpointPlace {
        private final List<String> notes = new ArrayList<>();
        private boolean away;

        @Override
        public void append(Checkpoint checkpoint) {
            reach();
            notes.add(checkpoint.note());
        }

        @Override
        public List<String> notes() {
            reach();
            return notes;
        }

        private void reach() {
            if (away) {
                throw new UncheckedIOException("elsewhere is away", new IOException());
            }
        }
    }
}
