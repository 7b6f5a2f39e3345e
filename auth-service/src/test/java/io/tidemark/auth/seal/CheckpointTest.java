package io.tidemark.auth.seal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckpointTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String LOG = "tidemark-auth/audit";

    private final NoteKey key = NoteKey.parse(LOG, NoteKey.generate());
    private final NoteVerifier verifier = key.verifier();
    private final Checkpoint checkpoint = Checkpoint.sign(key, 42, new byte[32], NOON);

    @TempDir
    Path folder;

    @Test
    void aCheckpointIsASignedNoteAndOpensToWhatWasSigned() {
        List<String> lines = checkpoint.note().lines().toList();

        assertThat(lines.subList(0, 5))
                .containsExactly(LOG, "42", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "2026-01-01T12:00:00Z", "");
        assertThat(lines.get(5)).startsWith("\u2014 " + LOG + " ");
        assertThat(lines).hasSize(6);
        assertThat(Checkpoint.open(verifier, checkpoint.note())).contains(checkpoint);
    }

    @Test
    void nothingInItCanBeChanged() {
        for (String wrong : List.of("43", "042", "-1", "")) {
            assertThat(Checkpoint.open(verifier, checkpoint.note().replace("42", wrong)))
                    .isEmpty();
        }
        assertThat(Checkpoint.open(verifier, checkpoint.note().replace("AAAA=", "AAAE=")))
                .isEmpty();
        assertThat(Checkpoint.open(verifier, checkpoint.note().replace("12:00", "11:00")))
                .isEmpty();
        assertThat(Checkpoint.open(verifier, "")).isEmpty();
        assertThat(Checkpoint.open(verifier, checkpoint.note().substring(0, 60)))
                .isEmpty();
    }

    @Test
    void anotherKeyOfTheSameNameIsAnother() {
        NoteKey other = NoteKey.parse(LOG, NoteKey.generate());

        assertThat(Checkpoint.open(other.verifier(), checkpoint.note())).isEmpty();
    }

    @Test
    void aVerifierIsReadBackAndItsIdIsHeldAgainstItsKey() {
        String text = verifier.toString();

        assertThat(NoteVerifier.parse(text).toString()).isEqualTo(text);
        assertThat(text).startsWith(LOG + "+");
        String id = text.split("\\+", 3)[1];
        assertThatThrownBy(() -> NoteVerifier.parse(text.replace(id, "00000000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// The example that the signed-note specification and its implementations share.
    @Test
    void aNoteOfAnotherImplementationIsAccepted() {
        NoteVerifier theirs =
                NoteVerifier.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        byte[] idAndSignature = Base64.getDecoder()
                .decode("Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=");
        byte[] signature = Arrays.copyOfRange(idAndSignature, 4, idAndSignature.length);

        assertThat(theirs.id()).isEqualTo(Arrays.copyOf(idAndSignature, 4));
        assertThat(theirs.accepts("This is an example message.\n", signature)).isTrue();
        assertThat(theirs.accepts("This is an example message.", signature)).isFalse();
    }

    @Test
    void halvesOfTwoKeysAreNoKey() {
        String one = NoteKey.generate().split(" ", -1)[0];
        String other = NoteKey.generate().split(" ", -1)[1];

        assertThatThrownBy(() -> NoteKey.parse(LOG, one + " " + other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKey.parse(LOG, "nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileGivesBackWhatWasAppendedAndWhatACrashLeft() throws Exception {
        CheckpointFile file = new CheckpointFile(folder.resolve("deep/checkpoints"));
        Checkpoint second = Checkpoint.sign(key, 43, new byte[32], NOON);

        file.append(checkpoint);
        file.append(second);
        Files.writeString(
                folder.resolve("deep/checkpoints"), second.note().substring(0, 30), StandardOpenOption.APPEND);

        assertThat(file.notes()).hasSize(3);
        assertThat(file.notes().stream().flatMap(note -> Checkpoint.open(verifier, note).stream()))
                .containsExactly(checkpoint, second);
        assertThat(new CheckpointFile(folder.resolve("none")).notes()).isEmpty();
    }
}
