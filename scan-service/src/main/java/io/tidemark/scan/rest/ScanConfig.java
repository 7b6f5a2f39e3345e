package io.tidemark.scan.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What can be set for this agent; `README.md` describes each.
@ConfigMapping(prefix = "scan")
public interface ScanConfig {

    /// The name under which this server is known; the host name where it is not set.
    Optional<String> server();

    @WithDefault("./data/scan")
    Path stateDir();

    @WithDefault("http://localhost:8083")
    URI historyUrl();

    /// Where analytics is asked for files to hash; none are hashed where it is not set.
    Optional<URI> analyticsUrl();

    Hash hash();

    /// Walking threads; twice as many as there are processors, at most 8, where it is not set.
    OptionalInt threads();

    @WithDefault("1m")
    Duration sampleInterval();

    /// How long samples wait for history at most.
    @WithDefault("90d")
    Duration sampleKeep();

    /// The longest pause between two attempts to deliver.
    @WithDefault("1m")
    Duration deliveryPause();

    /// Scans that may wait for their turn.
    @WithDefault("16")
    int queue();

    /// Finished scans that stay visible.
    @WithDefault("1000")
    int remember();

    /// An interrupted scan that began longer ago starts anew.
    @WithDefault("PT24H")
    Duration resumeLimit();

    /// Directories kept open during a scan, over all threads.
    @WithDefault("256")
    int descriptors();

    /// Where the root of the watched system lies: in a container, where the host's is mounted.
    @WithDefault("/")
    Path hostRoot();

    @WithDefault("/proc/self/mountinfo")
    Path mountTable();

    /// Names of users; those of the watched system where it is not set.
    Optional<Path> passwd();

    /// As `passwd`, of groups.
    Optional<Path> group();

    /// How scans work where nobody asks for something else.
    PolicyConfig policy();

    /// Roots that are scanned by themselves.
    List<Schedule> schedules();

    /// Time between two looks at the policy in history.
    @WithDefault("1m")
    Duration policyInterval();

    /// Snapshots that may wait for history or were refused by it, in MiB.
    @WithDefault("10240")
    long spoolMib();

    /// As `spoolMib`, their number.
    @WithDefault("1000")
    int spoolSnapshots();

    /// What must stay free on the volume of the state folder, in MiB.
    @WithDefault("256")
    long spoolFreeMib();

    Writer writer();

    Enrolment enrolment();

    /// How this agent gets an identity of its own, where it was given no secret.
    interface Enrolment {

        /// The token that an administrator made, once.
        Optional<String> token();

        /// The file that holds it.
        Optional<Path> tokenFile();

        /// How old the agent's key becomes before it is renewed.
        @WithDefault("P30D")
        Duration renewAfter();
    }

    /// Hashing of files that analytics wants compared.
    interface Hash {

        /// Between two questions for work, where there was none.
        @WithDefault("1m")
        Duration interval();

        /// That are read at most.
        @WithDefault("50M")
        MemorySize bytesPerSecond();

        /// Hashes that are remembered, about.
        @WithDefault("131072")
        int cached();
    }

    /// One root that is scanned by itself.
    interface Schedule {

        String root();

        /// Five fields as in crontab.
        String schedule();

        @WithDefault("UTC")
        ZoneId zone();

        @WithDefault("0s")
        Duration jitter();
    }

    /// Writing of snapshots.
    interface Writer {

        /// Rows encoded together; fewer where many threads walk.
        @WithDefault("30720")
        int rowGroupRows();

        /// Size at which another Parquet file is begun, in MiB.
        @WithDefault("1024")
        int fileMib();
    }
}
