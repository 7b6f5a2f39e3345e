package io.tidemark.platform.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.platform.trace.Trace;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Equal requests that were denied within one window, or an act: a change or an export that was asked
/// for, or how it ended.
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
/// @param via by what the caller proved to be the subject, see [Trace#via()]; null where by nothing of
/// the kind
/// @param before what was there, as JSON ([Side]); null where nothing was, or nothing is said
/// @param after what is there then, likewise
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
        @Nullable String trace,
        @Nullable String via,
        @Nullable String before,
        @Nullable String after) {
    static final String DONE = "done";
    static final String ANSWERED = "answered ";

    /// One of the present trace and its caller.
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
                Trace.present().orElse(null),
                Trace.via().orElse(null),
                null,
                null);
    }

    /// The same with both sides of what it changed.
    public Denial changing(@Nullable String from, @Nullable String to) {
        return new Denial(at, service, action, subject, client, reason, target, count, trace, via, from, to);
    }

    /// Whether it tells how an act ended.
    boolean isEnd() {
        return reason.equals(DONE) || reason.startsWith(ANSWERED);
    }

    /// How it ended, which is now.
    ///
    /// @param how [#DONE], or [#ANSWERED] and the status
    Denial ended(String mark, String how, @Nullable String from, @Nullable String to) {
        return new Denial(
                Instant.now(), service, action + mark, subject, client, how, target, count, trace, via, from, to);
    }

    /// The most bytes it is as JSON, roughly.
    int weight() {
        return 1000 + 3 * (reason.length() + target.length() + length(before) + length(after));
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
