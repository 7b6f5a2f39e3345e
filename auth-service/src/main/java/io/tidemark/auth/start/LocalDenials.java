package io.tidemark.auth.start;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.platform.audit.Denial;
import io.tidemark.platform.audit.DenialSink;
import jakarta.inject.Singleton;

import java.util.List;

/// Brings the denials of this service itself to the log, without a detour over HTTP.
@Singleton
class LocalDenials implements DenialSink {
    private final AuditLog log;

    LocalDenials(AuditLog log) {
        this.log = log;
    }

    @Override
    public void record(List<Denial> denials) {
        log.append(denials.stream().map(LocalDenials::event).toList());
    }

    /// The same as [#record] takes it.
    static Denial denial(AuditEvent e) {
        return new Denial(
                e.at(),
                e.service(),
                e.action(),
                e.subject(),
                e.client(),
                e.reason(),
                e.target(),
                e.count(),
                e.trace(),
                e.via(),
                e.before(),
                e.after());
    }

    private static AuditEvent event(Denial d) {
        return new AuditEvent(
                d.at(),
                d.service(),
                d.action(),
                d.subject(),
                d.client(),
                d.reason(),
                d.target(),
                d.count(),
                d.trace(),
                d.via(),
                d.before(),
                d.after());
    }
}
