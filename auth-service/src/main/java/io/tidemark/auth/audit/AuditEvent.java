package io.tidemark.auth.audit;

import io.tidemark.platform.audit.Side;
import io.tidemark.platform.trace.Trace;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Something that was denied, signed in or changed. Texts are without secrets; control characters
/// in them are replaced, so that a log reader sees what was written.
///
/// @param at when it happened (microseconds)
/// @param service the service that saw it
/// @param action what was done: `deny`, `sign-in`, `create-user` and the like
/// @param subject who did it
/// @param client the network address it came from
/// @param reason why it was denied, or how it was proved; may be empty
/// @param target what it was done to; may be empty
/// @param count how many equal ones this stands for, at least 1
/// @param trace the id of the trace it was a part of; null where nobody asked for it
/// @param via by what the caller proved to be the subject: `session <id>` or `key <id>`; null where by
/// nothing of the kind
/// @param before what was there, as JSON without secrets, cut where it is too long ([Side]); null where
/// nothing was, or nothing is said
/// @param after what is there now, likewise
public record AuditEvent(
        Instant at,
        String service,
        String action,
        String subject,
        String client,
        String reason,
        String target,
        long count,
        @Nullable String trace,
        @Nullable String via,
        @Nullable String before,
        @Nullable String after) {
    /// The service name of this service's own events.
    public static final String OWN_SERVICE = "auth";

    /// Who did it where a tenant is told what an administrator of the installation did to it.
    public static final String OPERATOR = "operator";

    private static final String INSTALLATION = "installation";
    private static final int MAX_LENGTH = 512;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern VIA = Pattern.compile("(session|key) [0-9A-Za-z_-]{1,64}");

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
        if (trace != null && !TRACE.matcher(trace).matches()) {
            throw new IllegalArgumentException("trace must be 32 hexadecimal digits in lower case");
        }
        if (via != null && !VIA.matcher(via).matches()) {
            throw new IllegalArgumentException("via must be a session or a key, and its id");
        }
        before = side("before", before);
        after = side("after", after);
    }

    /// One of which nothing more is known.
    public AuditEvent(
            Instant at,
            String service,
            String action,
            String subject,
            String client,
            String reason,
            String target,
            long count) {
        this(at, service, action, subject, client, reason, target, count, null, null, null, null);
    }

    /// The same with what was there before and is there then.
    public AuditEvent changing(@Nullable String from, @Nullable String to) {
        return new AuditEvent(at, service, action, subject, client, reason, target, count, trace, via, from, to);
    }

    /// An event of this service that stands for itself, in the present trace.
    public static AuditEvent own(
            Instant at, String action, String subject, String client, String reason, String target) {
        @Nullable String trace = Trace.present().orElse(null);
        @Nullable String via = Trace.via().orElse(null);
        return new AuditEvent(at, OWN_SERVICE, action, subject, client, reason, target, 1, trace, via, null, null);
    }

    private static @Nullable String side(String field, @Nullable String json) {
        try {
            return json == null ? null : Side.of(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " " + e.getMessage(), e);
        }
    }

    /// The same with more to say about the reason, which comes first; what does not fit any more is cut off.
    public AuditEvent because(String words) {
        String whole = words + reason;
        String cut = whole.length() > MAX_LENGTH ? whole.substring(0, MAX_LENGTH) : whole;
        return new AuditEvent(at, service, action, subject, client, cut, target, count, trace, via, before, after);
    }

    /// The same as the tenant is told that it was done to: not who of the installation's administrators
    /// did it, from where, by which session and why. The trace is the same, so that whoever sees both
    /// logs finds one by the other.
    public AuditEvent byOperator() {
        return new AuditEvent(
                at, service, action, OPERATOR, INSTALLATION, "", target, count, trace, null, before, after);
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
