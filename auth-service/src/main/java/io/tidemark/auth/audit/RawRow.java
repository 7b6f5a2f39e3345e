package io.tidemark.auth.audit;

import java.time.Instant;
import java.util.HexFormat;

/// A row exactly as the database has it, right or wrong.
///
/// @param detail trace, via, before and after as JSON; empty where nothing is said of these
@SuppressWarnings("ArrayRecordComponent") // millions of them are read, and none is compared
public record RawRow(
        long sequence,
        Instant recordedAt,
        Instant at,
        String service,
        String action,
        String subject,
        String client,
        String reason,
        String target,
        long count,
        String detail,
        byte[] previous,
        byte[] hash) {
    public static RawRow of(AuditRow row) {
        AuditEvent e = row.event();
        return new RawRow(
                row.sequence(),
                row.recordedAt(),
                e.at(),
                e.service(),
                e.action(),
                e.subject(),
                e.client(),
                e.reason(),
                e.target(),
                e.count(),
                Detail.text(e),
                HexFormat.of().parseHex(row.previous()),
                HexFormat.of().parseHex(row.hash()));
    }

    /// @throws IllegalArgumentException where it is none that this log wrote
    public AuditRow toRow() {
        Detail more = Detail.read(detail);
        AuditEvent event = new AuditEvent(
                at,
                service,
                action,
                subject,
                client,
                reason,
                target,
                count,
                more.trace(),
                more.via(),
                more.before(),
                more.after());
        return new AuditRow(
                sequence,
                recordedAt,
                event,
                HexFormat.of().formatHex(previous),
                HexFormat.of().formatHex(hash));
    }
}
