package io.tidemark.auth.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/// A log in memory that somebody with all rights on the database tampers with.
final class MemoryLog implements RawRows {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final HexFormat HEX = HexFormat.of();

    private List<RawRow> rows = new ArrayList<>();

    MemoryLog() {}

    private MemoryLog(List<RawRow> rows) {
        this.rows = new ArrayList<>(rows);
    }

    /// A backup.
    MemoryLog copy() {
        return new MemoryLog(rows);
    }

    void restore(MemoryLog backup) {
        rows = new ArrayList<>(backup.rows);
    }

    void write(int number, String subject) {
        for (int i = 0; i < number; i++) {
            long sequence = rows.size() + 1L;
            Instant at = NOON.plusSeconds(sequence);
            AuditEvent event = new AuditEvent(at, "auth", "sign-in", subject + sequence, "10.0.0.1", "", "t", 1);
            String previous = rows.isEmpty()
                    ? AuditChain.START
                    : HEX.formatHex(rows.getLast().hash());
            rows.add(RawRow.of(AuditChain.append(sequence, at, event, previous)));
        }
    }

    /// Changes a row and leaves all hashes.
    void change(int sequence, UnaryOperator<RawRow> change) {
        rows.set(sequence - 1, change.apply(rows.get(sequence - 1)));
    }

    void remove(int sequence) {
        rows.remove(sequence - 1);
    }

    void swap(int one, int other) {
        RawRow kept = rows.get(one - 1);
        rows.set(one - 1, rows.get(other - 1));
        rows.set(other - 1, kept);
    }

    void cut(int left) {
        rows = new ArrayList<>(rows.subList(0, left));
    }

    /// Numbers all rows anew and makes all hashes anew, as one who knows how they are made would.
    void hashAnew() {
        byte[] previous = HEX.parseHex(AuditChain.START);
        for (int i = 0; i < rows.size(); i++) {
            RawRow numbered = with(rows.get(i), i + 1L, rows.get(i).subject(), previous, previous);
            byte[] hash = AuditChain.hash(numbered, previous);
            rows.set(i, with(numbered, i + 1L, numbered.subject(), previous, hash));
            previous = hash;
        }
    }

    static RawRow withSubject(RawRow row, String subject) {
        return with(row, row.sequence(), subject, row.previous(), row.hash());
    }

    static RawRow withDetail(RawRow r, String detail) {
        return new RawRow(
                r.sequence(),
                r.recordedAt(),
                r.at(),
                r.service(),
                r.action(),
                r.subject(),
                r.client(),
                r.reason(),
                r.target(),
                r.count(),
                detail,
                r.previous(),
                r.hash());
    }

    static RawRow writtenAt(RawRow r, Instant at) {
        return new RawRow(
                r.sequence(),
                at,
                r.at(),
                r.service(),
                r.action(),
                r.subject(),
                r.client(),
                r.reason(),
                r.target(),
                r.count(),
                r.detail(),
                r.previous(),
                r.hash());
    }

    private static RawRow with(RawRow r, long sequence, String subject, byte[] previous, byte[] hash) {
        return new RawRow(
                sequence,
                r.recordedAt(),
                r.at(),
                r.service(),
                r.action(),
                subject,
                r.client(),
                r.reason(),
                r.target(),
                r.count(),
                r.detail(),
                previous,
                hash);
    }

    List<RawRow> rows() {
        return rows;
    }

    @Override
    public void forEach(long after, RawRows.Taker row) {
        List.copyOf(rows).stream().filter(r -> r.sequence() > after).forEach(row);
    }

    @Override
    public void hashes(Hashes taker) {
        taker.begins(Beginning.FIRST_ROW);
        forEach(0, row -> taker.accept(row.hash()));
    }
}
