package io.tidemark.platform.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.platform.trace.Trace;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Equal requests that were denied within one window.
///
/// @param at when the first of them came
/// @param service the service that denied
/// @param action what it did: `deny`, or a name of the service's own
/// @param subject the caller's name, `anonymous` without a valid token
/// @param client the caller's network address
/// @param reason `unauthenticated`, `forbidden`, or a word of the service's own
/// @param target method and path, or what else was refused
/// @param count how many there were
/// @param trace of which work it was a part; null where that is not known, of several it is that of
/// the first
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Denial(
        Instant at,
        String service,
        String action,
        String subject,
        String client,
        String reason,
        String target,
        long count,
        @Nullable String trace) {
    /// One of the present trace.
    public Denial(
            Instant at,
            String service,
            String action,
            String subject,
            String client,
            String reason,
            String target,
            long count) {
        this(
                at,
                service,
                action,
                subject,
                client,
                reason,
                target,
                count,
                Trace.present().orElse(null));
    }
}
