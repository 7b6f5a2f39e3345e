package io.tidemark.history;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tidemark.platform.s3.BucketSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Everything that can be set of this service; the README has the table.
@ConfigMapping(prefix = "history")
public interface HistoryConfig {

    /// Where snapshots are kept.
    @WithDefault("data/store")
    Path storeDir();

    /// Object storage for snapshots instead of that folder, which then holds uploads and copies only.
    ObjectStorage s3();

    Servers servers();

    Upload upload();

    Verify verify();

    Delta delta();

    Import imports();

    MassChange massChange();

    Samples samples();

    Backfill backfill();

    Retention retention();

    Differences differences();

    Scrub scrub();

    Events events();

    /// An S3-compatible store.
    interface ObjectStorage extends BucketSettings {
        /// None: snapshots lie in the folder.
        Optional<String> bucket();

        /// Local copies of what was read.
        @WithDefault("20G")
        MemorySize cacheBytes();
    }

    /// Watched hosts.
    interface Servers {
        /// A server from which nothing came for so long is silent.
        @WithDefault("PT5M")
        Duration silentAfter();

        /// How often silent servers are looked for.
        @WithDefault("15s")
        String lookEvery();
    }

    /// What is taken in.
    interface Upload {
        @WithDefault("2G")
        MemorySize maxPartBytes();

        @WithDefault("4M")
        MemorySize maxManifestBytes();

        /// Requests that upload at the same time; more are asked to come again.
        @WithDefault("32")
        int maxConcurrent();

        /// Free space that an upload must leave.
        @WithDefault("1G")
        MemorySize keepFreeBytes();

        /// An upload that nobody touched for so long is removed.
        @WithDefault("PT24H")
        Duration abandonedAfter();
    }

    /// How uploads are checked.
    interface Verify {
        /// Snapshots checked at the same time.
        @WithDefault("2")
        int concurrent();

        /// Snapshots that may wait for that.
        @WithDefault("16")
        int queue();

        /// Memory for each check, in DuckDB's words.
        @WithDefault("256MB")
        String memory();

        @WithDefault("PT10M")
        Duration timeout();

        /// Rows that one part may have.
        @WithDefault("200000000")
        long maxRows();

        /// Bytes that one part may unpack to.
        @WithDefault("64G")
        MemorySize maxUnpackedBytes();
    }

    /// Inventories that other tools wrote.
    interface Import {
        /// Largest inventory as it is sent.
        @WithDefault("8G")
        MemorySize maxBytes();

        /// Largest inventory once it is unpacked.
        @WithDefault("64G")
        MemorySize maxUnpackedBytes();

        /// Files and folders that one inventory may have.
        @WithDefault("50000000")
        long maxRows();

        /// Inventories imported at the same time; more are asked to come again.
        @WithDefault("2")
        int concurrent();

        /// Memory for each import, in DuckDB's words; more goes to the disk.
        @WithDefault("512MiB")
        String memory();

        /// Longest step of an import.
        @WithDefault("PT10M")
        Duration timeout();
    }

    /// How snapshots are compared.
    interface Delta {
        /// Where comparisons are kept that were made.
        @WithDefault("${history.store-dir:data/store}/.deltas")
        Path cacheDir();

        @WithDefault("2G")
        MemorySize cacheBytes();

        @WithDefault("2")
        int threads();

        /// Memory for a comparison, in DuckDB's words; more goes to the disk.
        @WithDefault("640MiB")
        String memory();

        /// Longest step of a comparison.
        @WithDefault("PT10M")
        Duration timeout();

        /// Comparisons that may wait.
        @WithDefault("16")
        int queue();
    }

    /// When a change is unusual.
    interface MassChange {
        /// Share of entries changed below which nothing is unusual.
        @WithDefault("0.1")
        double floor();

        /// Robust deviations above the median of the root's own shares that are still usual.
        @WithDefault("6")
        double deviations();

        /// Changed entries below which nothing is unusual.
        @WithDefault("100")
        long fewestEntries();
    }

    /// Capacity readings.
    interface Samples {
        /// A day's readings go to a file of the store when the day is so long over.
        @WithDefault("P7D")
        Duration compactAfter();

        /// How often days that are old enough are looked for; `off` for each hour.
        @WithDefault("1m")
        String lookEvery();

        /// Files read at the same time.
        @WithDefault("2")
        int readers();

        /// Memory for each of them and for writing one, in DuckDB's words; more goes to the disk when
        /// writing.
        @WithDefault("256MB")
        String memory();
    }

    /// Readings taken over from a Prometheus.
    interface Backfill {
        /// The only hosts that may be asked; any where none is named.
        Optional<Set<String>> hosts();

        /// Longest wait for a whole answer.
        @WithDefault("PT30S")
        Duration timeout();

        @WithDefault("8M")
        MemorySize maxAnswerBytes();

        /// Before the second of five tries; each further one waits twice as long.
        @WithDefault("PT2S")
        Duration patience();
    }

    /// When retention is carried out.
    interface Retention {
        Duration every();
    }

    /// Snapshots kept as what differs from another one.
    interface Differences {
        /// Where parts are kept that were rebuilt.
        @WithDefault("${history.store-dir:data/store}/.rebuilt")
        Path cacheDir();

        @WithDefault("10G")
        MemorySize cacheBytes();

        @WithDefault("2")
        int threads();

        /// Memory for making a difference or rebuilding a part, in DuckDB's words; more goes to the disk.
        @WithDefault("640MiB")
        String memory();

        /// Longest step of it.
        @WithDefault("PT10M")
        Duration timeout();
    }

    /// How all content is read in turn, to see whether it is what was sealed.
    interface Scrub {

        /// How often it is looked what is due.
        Duration every();

        /// Read at most in a second.
        @WithDefault("20M")
        MemorySize bytesPerSecond();

        /// A snapshot is read again so long after it was read.
        @WithDefault("P7D")
        Duration againAfter();

        /// A file that was read and not touched since is given to readers so long without being read
        /// again.
        @WithDefault("PT1H")
        Duration trustedFor();
    }

    /// The event stream.
    interface Events {
        /// Readers at the same time; more are asked to come again.
        @WithDefault("256")
        int maxStreams();

        /// Events read at once for one reader, which is also all that is ever buffered for it.
        @WithDefault("100")
        int pageSize();

        /// A reader that does not take what was sent to it for so long is cut off.
        @WithDefault("PT30S")
        Duration slowAfter();

        /// How often events are looked for that the database did not tell of.
        @WithDefault("15s")
        String lookEvery();
    }
}
