package io.tidemark.auth.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/// Binds each row to all rows before it: `hash = SHA-256(previous || content)`. The content is unambiguous: every text
/// stands with its length before it, every number in eight bytes, times in microseconds since 1970, in the order of the
/// records' fields.
public final class AuditChain {
    /// What stands as the hash before the first row.
    public static final String START = "0".repeat(64);

    private static final HexFormat HEX = HexFormat.of();

    private AuditChain() {}

    /// The row for this event behind the row with that hash.
    public static AuditRow append(long sequence, Instant recordedAt, AuditEvent event, String previous) {
        Instant written = recordedAt.truncatedTo(ChronoUnit.MICROS);
        return new AuditRow(sequence, written, event, previous, hash(sequence, written, event, previous));
    }

    /// The first row that does not fit behind the one before it; empty where all do.
    ///
    /// @param rows oldest first, without gaps
    /// @param previous the hash before the first of them
    public static OptionalLong firstBroken(List<AuditRow> rows, String previous) {
        String expected = previous;
        long sequence = rows.isEmpty() ? 0 : rows.getFirst().sequence();
        for (AuditRow row : rows) {
            String hash = hash(sequence, row.recordedAt(), row.event(), expected);
            if (row.sequence() != sequence
                    || !row.previous().equals(expected)
                    || !row.hash().equals(hash)) {
                return OptionalLong.of(sequence);
            }
            expected = hash;
            sequence++;
        }
        return OptionalLong.empty();
    }

    private static String hash(long sequence, Instant recordedAt, AuditEvent event, String previous) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HEX.parseHex(previous));
            return HEX.formatHex(digest.digest(content(sequence, recordedAt, event)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(long sequence, Instant recordedAt, AuditEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(sequence);
        out.writeLong(micros(recordedAt));
        out.writeLong(micros(event.at()));
        text(out, event.service());
        text(out, event.action());
        text(out, event.subject());
        text(out, event.client());
        text(out, event.reason());
        text(out, event.target());
        out.writeLong(event.count());
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeLong(bytes.length);
        out.write(bytes);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
