package io.tidemark.auth.rest;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.agent.NewEnrolment;
import io.tidemark.auth.credential.ClientId;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.auth.key.NewKey;
import io.tidemark.auth.role.Permission;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What callers send about keys and enrolment. None of it prints a secret.
public final class KeyRequests {
    private static final Duration USUAL_OVERLAP = Duration.ofHours(24);

    private KeyRequests() {}

    /// @param user whose key it is; the caller's where neither this nor `service` is given
    /// @param service the client id of the service whose key it is
    /// @param scope the permissions it is for at most
    /// @param lifetime ISO 8601; 90 days where it is missing
    public record KeyBody(
            @Nullable String user,
            @Nullable String service,
            @Nullable List<String> scope,
            @Nullable String label,
            @Nullable String lifetime) {
        NewKey wanted(KeyHolder self) {
            Set<Permission> permissions = RightsRequests.permissions("scope", scope);
            String words = Objects.requireNonNullElse(label, "");
            return new NewKey(holder(self), permissions, words, duration("lifetime", lifetime, NewKey.USUAL));
        }

        private KeyHolder holder(KeyHolder self) {
            if (user != null && service != null) {
                throw ProblemException.field("user", "give user or service, not both");
            }
            if (service != null) {
                return RightsRequests.field("service", () -> KeyHolder.service(new ClientId(service)));
            }
            return user == null ? self : RightsRequests.field("user", () -> KeyHolder.user(new AccountName(user)));
        }
    }

    /// @param overlap ISO 8601: how long the old key stays good; a day where it is missing
    /// @param key the next key, where its holder makes it; then nobody else knows it, and asking twice is
    /// answered alike
    public record Rotation(
            @Nullable String overlap, @Nullable String key) {
        Duration wantedOverlap() {
            return duration("overlap", overlap, USUAL_OVERLAP);
        }

        Optional<KeyText> chosen() {
            Optional<KeyText> text = Optional.ofNullable(key).flatMap(k -> KeyText.read(KeyText.Kind.KEY, k));
            if (key != null && text.isEmpty()) {
                throw ProblemException.field("key", "must be the text of a key, with its checksum");
            }
            return text;
        }

        @Override
        public String toString() {
            return "Rotation[" + overlap + "]";
        }
    }

    /// @param server the only server the token is for; any that has no agent yet where it is missing
    /// @param tags what is said of the server that uses it
    /// @param lifetime ISO 8601; an hour where it is missing
    public record EnrolmentBody(
            @Nullable String server,
            @Nullable Map<String, String> tags,
            @Nullable String lifetime) {
        NewEnrolment wanted() {
            return new NewEnrolment(
                    Optional.ofNullable(server),
                    tags == null ? Map.of() : tags,
                    duration("lifetime", lifetime, NewEnrolment.USUAL));
        }
    }

    /// @param token that an administrator made
    /// @param server the agent's own
    /// @param key that the agent made, and keeps already
    public record EnrolBody(
            @Nullable String token,
            @Nullable String server,
            @Nullable String key) {
        String text(@Nullable String field) {
            return field == null ? "" : field;
        }

        /// Leaves the secrets out.
        @Override
        public String toString() {
            return "EnrolBody[" + server + "]";
        }
    }

    private static Duration duration(String field, @Nullable String text, Duration usual) {
        try {
            return text == null ? usual : Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw ProblemException.field(field, "must be a duration in ISO 8601, such as PT1H or P30D");
        }
    }
}
