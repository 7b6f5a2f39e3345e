package io.tidemark.history.backfill;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.history.server.OwnNames;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is taken over from a Prometheus.
///
/// @param url where its HTTP API begins, `http://prometheus:9090`; `/api/v1` is added
/// @param from start of the time, included
/// @param to end of the time
/// @param step one reading in so long, the last one that Prometheus has of it; 1 minute to 1 hour, 5
/// minutes where null
/// @param serverLabel the label that tells servers apart; `instance` where null
/// @param servers the server's name for each value of that label which is not itself a name (without
/// its port); several
/// values may be one server, such as before and after it was renamed
public record Source(
        @JsonProperty(required = true) URI url,
        @JsonProperty(required = true) Instant from,
        @JsonProperty(required = true) Instant to,
        @Nullable Duration step,
        @Nullable String serverLabel,
        @Nullable Map<String, ServerName> servers) {

    private static final Duration LONGEST = Duration.ofDays(3660);

    public Source {
        List<FieldError> errors = new ArrayList<>();
        refuse(
                errors,
                !isAddress(url),
                "url",
                "must be such as http://prometheus:9090, without a name, query or fragment");
        refuse(
                errors,
                from.isBefore(Instant.EPOCH)
                        || !from.isBefore(to)
                        || from.plus(LONGEST).isBefore(to),
                "to",
                "must be after from, and at most ten years");
        step = Objects.requireNonNullElse(step, Duration.ofMinutes(5));
        refuse(
                errors,
                step.compareTo(Duration.ofMinutes(1)) < 0
                        || step.compareTo(Duration.ofHours(1)) > 0
                        || step.toSecondsPart() != 0
                        || step.toNanosPart() != 0,
                "step",
                "must be whole minutes from PT1M to PT1H");
        serverLabel = Objects.requireNonNullElse(serverLabel, "instance");
        refuse(errors, !serverLabel.matches("[a-zA-Z_][a-zA-Z0-9_]*"), "serverLabel", "must be the name of a label");
        servers = servers == null ? Map.of() : Map.copyOf(servers);
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
    }

    private static void refuse(List<FieldError> errors, boolean wrong, String field, String message) {
        if (wrong) {
            errors.add(new FieldError(field, message));
        }
    }

    private static boolean isAddress(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    @JsonProperty
    @Override
    public Duration step() {
        return Objects.requireNonNull(step);
    }

    @JsonProperty
    @Override
    public String serverLabel() {
        return Objects.requireNonNull(serverLabel);
    }

    @JsonProperty
    @Override
    public Map<String, ServerName> servers() {
        return Objects.requireNonNull(servers);
    }

    /// @throws ProblemException 422 where it names a server of somebody else
    void requireServersOf(Tenant tenant) {
        servers().values().forEach(server -> OwnNames.require(Tenancy.of(tenant), "servers", server.value()));
    }

    /// The first moment at or after `at` that a reading stands for: steps are counted from 1970, so
    /// that the same time
    /// gives the same readings however often and from where it is taken over.
    Instant aligned(Instant at) {
        long seconds = step().toSeconds();
        long whole = Math.ceilDiv(at.getEpochSecond() + (at.getNano() > 0 ? 1 : 0), seconds);
        return Instant.ofEpochSecond(whole * seconds);
    }
}
