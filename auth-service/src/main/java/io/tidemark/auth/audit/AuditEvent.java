package io.tidemark.auth.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Something that was denied, signed in or changed. Texts are without secrets; control characters in them are replaced,
/// so that a log reader sees what was written.
///
/// @param at when it happened (microseconds)
/// @param service the service that saw it
/// @param action what was done: `deny`, `sign-in`, `create-user` and the like
/// @param subject who did it
/// @param client the network address it came from
/// @param reason why it was denied, or how it was proved; may be empty
/// @param target what it was done to; may be empty
/// @param count how many equal ones this stands for, at least 1
public record AuditEvent(
        Instant at,
        String service,
        String action,
        String subject,
        String client,
        String reason,
        String target,
        long count) {
    /// The service name of this service's own events.
    public static final String OWN_SERVICE = "auth";

    private static final int MAX_LENGTH = 512;

    public AuditEvent {
        at = required("at", at).truncatedTo(ChronoUnit.MICROS);
        service = notEmpty("service", service);
        action = notEmpty("action", action);
        subject = notEmpty("subject", subject);
        client = notEmpty("client", client);
        reason = text("reason", reason);
        target = text("target", target);
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1");
        }
    }

    /// An event of this service that stands for itself.
    public static AuditEvent own(
            Instant at, String action, String subject, String client, String reason, String target) {
        return new AuditEvent(at, OWN_SERVICE, action, subject, client, reason, target, 1);
    }

    private static String notEmpty(String field, String value) {
        if (required(field, value).isBlank()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
        return text(field, value);
    }

    private static String text(String field, String value) {
        if (required(field, value).length() > MAX_LENGTH) {
            throw new IllegalArgumentException(field + " must not be longer than " + MAX_LENGTH + " characters");
        }
        return value.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /// JSON can leave any field out, whatever the compiler was promised.
    private static <T> T required(String field, T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
