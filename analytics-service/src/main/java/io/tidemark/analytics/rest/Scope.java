package io.tidemark.analytics.rest;

import io.tidemark.analytics.source.Moment;
import io.tidemark.analytics.source.Roster;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.Server;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The filters that every question takes: whose snapshots, and which.
public class Scope {
    private static final int MOST_SNAPSHOTS = 1000;

    @QueryParam("server")
    @Parameter(description = "Only these servers; all where absent")
    List<String> servers = List.of();

    @QueryParam("group")
    @Parameter(description = "Only servers of these groups")
    List<String> groups = List.of();

    @QueryParam("tag")
    @Parameter(
            description = "Only servers with these tags; several values of one key are alternatives",
            example = "department=sales")
    List<String> tags = List.of();

    @QueryParam("root")
    @Parameter(description = "Only snapshots of exactly these roots; all where absent")
    List<String> roots = List.of();

    @QueryParam("at")
    @Parameter(
            description = "A day (its end, UTC) or a moment: the newest snapshots that had been started by then",
            example = "2026-11-20")
    @Nullable
    String at;

    @QueryParam("snapshot")
    @Parameter(description = "These snapshots, at most one of each server and root; instead of at")
    List<String> snapshots = List.of();

    private @Nullable Moment period;

    /// The same servers and roots at two moments.
    Scope between(Instant from, Instant to) {
        refuseMoments(from, to);
        period = new Moment.Two(from, to);
        return this;
    }

    /// The same servers and roots day by day.
    ///
    /// @param folder only of roots that contain it; null for all
    Scope daily(Instant from, Instant to, @Nullable String folder, int most) {
        refuseMoments(from, to);
        period = new Moment.Days(from, to, folder, most);
        return this;
    }

    /// Checks how many snapshots a question about many days may read.
    static int snapshots(@Nullable Integer asked, int otherwise) {
        if (asked != null && (asked < 1 || asked > MOST_SNAPSHOTS)) {
            throw ProblemException.field("snapshots", "must be from 1 to " + MOST_SNAPSHOTS + ", not " + asked);
        }
        return asked == null ? otherwise : asked;
    }

    private void refuseMoments(Instant from, Instant to) {
        if (at != null || !snapshots.isEmpty()) {
            throw ProblemException.field("at", "and snapshot go with other questions: from and to choose here");
        }
        if (to.isBefore(from)) {
            throw ProblemException.field("to", "must not be before from");
        }
    }

    /// What was asked for, as far as the caller may see it: a token that is bound to a server sees that
    /// one alone.
    Selection seenBy(Caller caller, Roster roster) {
        servers.forEach(caller::requireServer);
        @Nullable
        Set<String> asked = caller.server().map(Set::of).orElseGet(() -> servers.isEmpty() ? null : own(caller));
        return new Selection(inGroups(asked, caller, roster), Set.copyOf(roots), period == null ? moment() : period);
    }

    /// Names of other tenants are nobody's from here on.
    private Set<String> own(Caller caller) {
        return servers.stream().filter(caller.tenancy()::contains).collect(Collectors.toSet());
    }

    private @Nullable Set<String> inGroups(@Nullable Set<String> asked, Caller caller, Roster roster) {
        if (groups.isEmpty() && tags.isEmpty()) {
            return asked;
        }
        Map<String, Set<String>> wanted = wantedTags();
        return roster.servers(caller.tenancy()).stream()
                .filter(server -> asked == null || asked.contains(server.name()))
                .filter(server -> groups.isEmpty() || server.groups().stream().anyMatch(groups::contains))
                .filter(server -> wanted.entrySet().stream()
                        .allMatch(tag -> tag.getValue().contains(server.tags().get(tag.getKey()))))
                .map(Server::name)
                .collect(Collectors.toSet());
    }

    private Map<String, Set<String>> wantedTags() {
        Map<String, Set<String>> wanted = new HashMap<>();
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw ProblemException.field("tag", "must be a key and a value, such as department=sales");
            }
            wanted.computeIfAbsent(tag.substring(0, equals), key -> new HashSet<>())
                    .add(tag.substring(equals + 1));
        }
        return wanted;
    }

    /// The moment a caller wrote: a day means its beginning.
    static Instant beginning(String field, String text) {
        return text.length() == 10 ? moment(field, text).truncatedTo(ChronoUnit.DAYS) : moment(field, text);
    }

    /// The moment a caller wrote: a day means its end.
    static Instant moment(String field, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusNanos(1000)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.field(
                    field, "must be a day such as 2026-11-20 or a moment such as 2026-11-20T08:00:00Z");
        }
    }

    private Moment moment() {
        if (!snapshots.isEmpty() && at != null) {
            throw ProblemException.field("snapshot", "goes without at");
        }
        if (!snapshots.isEmpty()) {
            return new Moment.These(snapshots.stream().map(Scope::id).collect(Collectors.toSet()));
        }
        return at == null ? new Moment.Newest() : new Moment.At(moment("at", at));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("snapshot", "must be the id of a snapshot, not '" + text + "'");
        }
    }
}
