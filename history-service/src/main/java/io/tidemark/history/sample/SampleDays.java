package io.tidemark.history.sample;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// The days of readings in the database as a whole, for whoever moves them to files and takes them
/// away. Calls block.
public interface SampleDays {

    /// Takes readings one after the other.
    interface Sink {
        void add(Sample sample) throws SQLException;
    }

    /// Runs `work` unless somebody else does at this moment, here or on another machine.
    ///
    /// @return whether it ran
    boolean alone(Runnable work);

    /// The days that readings can be added to, by day.
    List<LocalDate> open();

    /// Hands all readings of a day that are in the database to `sink`, in no order.
    ///
    /// @return how many
    long read(LocalDate day, Sink sink) throws SQLException;

    /// Makes `file` what holds of its day and takes the day's readings out of the database, in one
    /// step that either
    /// happens or not.
    ///
    /// @param file null where nothing of the day is left
    /// @param before the file that held until now; null for none
    /// @param read how many readings were in the database when they were read
    /// @return false, and nothing changed, where readings came meanwhile or the day was in use for too
    /// long
    boolean replace(LocalDate day, @Nullable Archive file, @Nullable Archive before, long read);

    /// Remembers that readings of the server before a time may be gone; to be called before they are.
    void markGone(String server, Instant before);

    /// Removes hours or days of the server that began before a time.
    ///
    /// @return how many
    long removeRollUps(Resolution resolution, String server, Instant before);
}
