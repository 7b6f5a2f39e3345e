package io.tidemark.history.snapshot;

import io.tidemark.history.server.ServerName;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a snapshot lies in the store: below its server and the UTC day on which its scan started.
public record SnapshotLocation(ServerName server, LocalDate day, SnapshotId id) {

    private static final Pattern KEY = Pattern.compile("server=(?<server>[^/]+)/day=(?<day>[^/]+)/(?<id>[^/]+)");

    public static SnapshotLocation of(ServerName server, Instant startedAt, SnapshotId id) {
        return new SnapshotLocation(server, LocalDate.ofInstant(startedAt, ZoneOffset.UTC), id);
    }

    /// Reads a [#key]; empty when the text is none.
    public static Optional<SnapshotLocation> ofKey(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<SnapshotId> id = SnapshotId.ifValid(matcher.group("id"));
        return ServerName.ifValid(matcher.group("server"))
                .flatMap(server -> id.flatMap(
                        known -> day(matcher.group("day")).map(day -> new SnapshotLocation(server, day, known))));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// The key below the store, `server=<server>/day=<yyyy-mm-dd>/<id>`.
    public String key() {
        return "server=" + server + "/day=" + day + "/" + id;
    }
}
