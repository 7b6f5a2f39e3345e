package io.tidemark.history.sample;

import io.tidemark.history.server.ServerName;
import io.tidemark.platform.tenant.Tenancy;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Capacity readings in the database, and what is known of those in files. Calls block.
public interface SampleLog {

    /// Which readings are meant: null means any; `from` is included, `to` is not.
    ///
    /// @param tenancy beyond which there are none
    record Filter(
            Tenancy tenancy,
            @Nullable String server,
            @Nullable String volume,
            @Nullable Instant from,
            @Nullable Instant to) {

        /// Of all tenants.
        public Filter(@Nullable String server, @Nullable String volume, @Nullable Instant from, @Nullable Instant to) {
            this(Tenancy.ALL, server, volume, from, to);
        }

        /// Whether the one server that is asked for is another tenant's: whatever it has, nobody needs to look, and how
        /// long the answer takes tells nothing of it.
        public boolean meansNothing() {
            return server != null && !tenancy.contains(server);
        }
    }

    /// A place in the list, oldest first.
    record Place(Instant at, ServerName server, String volume) {}

    /// Makes the places where readings of these days are kept.
    ///
    /// @return false where so many days are open already that the files must be written first
    boolean open(Set<LocalDate> days);

    /// Adds all of them or none, keeps the roll-ups and marks in step, and records one event for each
    /// server that had
    /// something new. A reading whose server, volume and time are known already is passed over; so is
    /// one of a day
    /// that a retention policy took readings of the volume from, because nobody can tell any more
    /// whether it is known.
    ///
    /// @param seenAt when the servers sent them, null where somebody else did
    /// @param archived the file, or an empty text, of each day whose readings may be in one; what the files know of
    /// these volumes was put back with [#restore]
    /// @return how many were new; empty where a file is another by now and nothing was added
    OptionalInt add(List<Sample> samples, @Nullable Instant seenAt, Map<LocalDate, String> archived);

    /// Puts back readings from a file, which all else has counted already.
    void restore(List<Sample> samples);

    /// The days in files from one to the other, both included, by day.
    List<Archive> archives(LocalDate from, LocalDate to);

    Optional<Archive> archive(LocalDate day);

    /// Up to `limit` readings that are in the database, by time, server and volume (in the order of their UTF-8
    /// bytes), those behind `after` where it is given.
    List<Sample> page(Filter filter, @Nullable Place after, int limit);

    /// As [#page], rolled up; `from` is taken back to the start of its hour or day.
    ///
    /// @param resolution not raw
    List<Bucket> buckets(Resolution resolution, Filter filter, @Nullable Place after, int limit);

    /// Up to `limit` marks by time, server and volume.
    List<Mark> marks(Filter filter, int limit);

    /// The newest reading of each volume, by server and volume.
    List<Sample> latest(@Nullable String server);

    /// UTC days, by server, volume and day; at most `limit` of them.
    List<Day> daily(Filter filter, int limit);
}
