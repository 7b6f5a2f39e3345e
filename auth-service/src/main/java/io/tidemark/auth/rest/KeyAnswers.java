package io.tidemark.auth.rest;

import io.tidemark.auth.agent.Enrolment;
import io.tidemark.auth.agent.MadeEnrolment;
import io.tidemark.auth.credential.Admission;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.key.MadeKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Keys and enrolment tokens as callers see them.
public final class KeyAnswers {
    private KeyAnswers() {}

    /// @param id the public beginning of the key's text
    /// @param holder the account, or the client id of a service or an agent
    /// @param kind user, service or agent
    /// @param server the only server it writes for; null where it is bound to none
    /// @param enrolment the enrolment by which an agent got it
    /// @param expiresAt null where nothing says so
    /// @param endedAt when somebody ended it
    /// @param lastUsedAt to the minute
    public record KeyAnswer(
            String id,
            String kind,
            String holder,
            @Nullable String server,
            List<String> scope,
            String label,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom,
            @Nullable String replacedBy,
            @Nullable String enrolment) {
        static KeyAnswer of(ApiKey key) {
            Admission admission = key.admission();
            return new KeyAnswer(
                    key.id(),
                    key.holder().kind().toString(),
                    key.holder().name(),
                    key.holder().server().orElse(null),
                    key.scope().stream().sorted().map(Object::toString).toList(),
                    key.label(),
                    key.createdBy(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.endedAt(),
                    key.lastUsedAt(),
                    key.lastUsedFrom(),
                    key.replacedBy(),
                    admission == null ? null : admission.enrolment());
        }
    }

    /// @param key its text, shown this once
    public record MadeKeyAnswer(String key, KeyAnswer made) {
        static MadeKeyAnswer of(MadeKey made) {
            return new MadeKeyAnswer(made.text().value(), KeyAnswer.of(made.key()));
        }

        /// Leaves the text out.
        @Override
        public String toString() {
            return "MadeKeyAnswer[" + made.id + "]";
        }
    }

    /// @param server the only server it is for; null where it is for any that has no agent yet
    /// @param state open, used, withdrawn or expired
    /// @param usedBy the server that used it
    /// @param usedKey the id of the key that was let in
    public record EnrolmentAnswer(
            String id,
            @Nullable String server,
            Map<String, String> tags,
            String state,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable String usedBy,
            @Nullable String usedKey) {
        static EnrolmentAnswer of(Enrolment e, Instant now) {
            Enrolment.Use use = e.use();
            return new EnrolmentAnswer(
                    e.id(),
                    e.server().orElse(null),
                    e.tags(),
                    e.stateAt(now).name().toLowerCase(Locale.ROOT),
                    e.createdBy(),
                    e.createdAt(),
                    e.expiresAt(),
                    use == null ? null : use.at(),
                    use == null ? null : use.server(),
                    use == null ? null : use.key());
        }
    }

    /// @param token its text, shown this once
    public record MadeEnrolmentAnswer(String token, EnrolmentAnswer made) {
        static MadeEnrolmentAnswer of(MadeEnrolment made) {
            return new MadeEnrolmentAnswer(
                    made.text().value(),
                    EnrolmentAnswer.of(made.enrolment(), made.enrolment().createdAt()));
        }

        /// Leaves the text out.
        @Override
        public String toString() {
            return "MadeEnrolmentAnswer[" + made.id + "]";
        }
    }

    /// What an agent is told that was let in.
    ///
    /// @param clientId to sign in with, beside its key
    /// @param expiresAt when the key opens nothing any more, unless the agent renews it before
    public record EnrolledAnswer(String clientId, String server, String keyId, Instant expiresAt) {
        static EnrolledAnswer of(ApiKey key) {
            return new EnrolledAnswer(
                    key.holder().name(),
                    key.holder().server().orElseThrow(),
                    key.id(),
                    Objects.requireNonNull(key.expiresAt()));
        }
    }
}
