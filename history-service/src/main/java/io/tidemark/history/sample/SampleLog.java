package io.tidemark.history.sample;

import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// All capacity readings. Calls block.
public interface SampleLog {

    /// Which readings are meant: null means any; `from` is included, `to` is not.
    record Filter(
            @Nullable String server,
            @Nullable String volume,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /// A place in the list, oldest first.
    record Place(Instant at, ServerName server, String volume) {}

    /// Adds all of them or none, marks their servers as seen at `receivedAt`, and records one event for each server
    /// that had something new. A reading whose server, volume and time are known already is passed over.
    ///
    /// @return how many were new
    int add(List<Sample> samples, Instant receivedAt);

    /// Up to `limit` readings, oldest first, those behind `after` where it is given.
    List<Sample> page(Filter filter, @Nullable Place after, int limit);

    /// The newest reading of each volume, by server and volume.
    List<Sample> latest(@Nullable String server);

    /// UTC days, by server, volume and day; at most `limit` of them.
    List<Day> daily(Filter filter, int limit);
}
