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

/// Binds each row to all rows before it: `hash = SHA-256(previous || content)`. The content is unambiguous: every text
/// stands with its length before it, every number in eight bytes, times in microseconds since 1970, in the order of the
/// records' fields. The detail is there only where it is not empty.
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

    /// What the hash of this row must be, behind the row with that hash.
    static byte[] hash(RawRow row, byte[] previous) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(content(row));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(long sequence, Instant recordedAt, AuditEvent event, String previous) {
        RawRow row = RawRow.of(new AuditRow(sequence, recordedAt, event, previous, ""));
        return HEX.formatHex(hash(row, row.previous()));
    }

    private static byte[] content(RawRow row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(row.sequence());
        out.writeLong(micros(row.recordedAt()));
        out.writeLong(micros(row.at()));
        text(out, row.service());
        text(out, row.action());
        text(out, row.subject());
        text(out, row.client());
        text(out, row.reason());
        text(out, row.target());
        out.writeLong(row.count());
        if (!row.detail().isEmpty()) {
            text(out, row.detail());
        }
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
