package io.tidemark.auth.seal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What a log was at one moment, signed: how many rows, and the head of the tree over them (C2SP tlog-checkpoint).
///
/// @param size how many rows, from the first
/// @param root in Base64
/// @param at when it was signed; the one extension line
/// @param note the whole signed note
public record Checkpoint(long size, String root, Instant at, String note) {
    private static final String SIGNATURE = "\u2014 ";
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    public static Checkpoint sign(NoteKey key, long size, byte[] root, Instant at) {
        String encoded = Base64.getEncoder().encodeToString(root);
        String text = key.verifier().name() + "\n" + size + "\n" + encoded + "\n" + at + "\n";
        byte[] id = key.verifier().id();
        byte[] signature = key.sign(text);
        byte[] both = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, both, id.length, signature.length);
        String line =
                SIGNATURE + key.verifier().name() + " " + Base64.getEncoder().encodeToString(both) + "\n";
        return new Checkpoint(size, encoded, at, text + "\n" + line);
    }

    /// A checkpoint that this verifier accepts; empty where the text is none, or signed by somebody else.
    public static Optional<Checkpoint> open(NoteVerifier verifier, String note) {
        int blank = note.indexOf("\n\n");
        if (blank < 0) {
            return Optional.empty();
        }
        String text = note.substring(0, blank + 1);
        List<String> signatures = note.substring(blank + 2).lines().toList();
        boolean signed = signatures.stream().anyMatch(line -> isBy(verifier, text, line));
        return signed ? read(verifier, text, note) : Optional.empty();
    }

    private static boolean isBy(NoteVerifier verifier, String text, String line) {
        String head = SIGNATURE + verifier.name() + " ";
        if (!line.startsWith(head)) {
            return false;
        }
        try {
            byte[] both = BASE64.decode(line.substring(head.length()));
            return both.length > NoteVerifier.ID_LENGTH
                    && Arrays.equals(both, 0, NoteVerifier.ID_LENGTH, verifier.id(), 0, NoteVerifier.ID_LENGTH)
                    && verifier.accepts(text, Arrays.copyOfRange(both, NoteVerifier.ID_LENGTH, both.length));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Checkpoint> read(NoteVerifier verifier, String text, String note) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 4 || !lines.getFirst().equals(verifier.name())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Checkpoint(Long.parseLong(lines.get(1)), lines.get(2), Instant.parse(lines.get(3)), note));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
