package io.tidemark.analytics.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// All settings of this service.
@ConfigMapping(prefix = "analytics")
public interface AnalyticsConfig {
    /// The address of history-service.
    @WithDefault("http://localhost:8083")
    URI historyUrl();

    /// Where verified copies of snapshots are kept; can be deleted while the service is down.
    @WithDefault("./data/analytics-cache")
    Path cacheDir();

    /// How much the cache may hold.
    @WithDefault("20G")
    MemorySize cacheBytes();

    /// For how long history is not asked again which snapshots there are, while its events do not come;
    /// of servers, groups and prices always.
    @WithDefault("PT5S")
    Duration listFreshFor();

    /// The same of snapshots while its events come, as each of them ends it at once. It bounds what a
    /// connection that died unnoticed can hide.
    @WithDefault("PT1M")
    Duration listFreshWhileTold();

    /// How many snapshots are fetched at once.
    @WithDefault("4")
    int fetches();

    /// How long a question waits for snapshots to be fetched.
    @WithDefault("PT5M")
    Duration fetchPatience();

    /// For how long a snapshot that could not be fetched is not tried again.
    @WithDefault("PT30S")
    Duration fetchPause();

    /// Whether snapshots are fetched as soon as history tells of them, before anybody asks.
    @WithDefault("true")
    boolean warmUp();

    /// About how much memory answers that were given may take, to be given again; none are kept where 0.
    @WithDefault("128M")
    MemorySize answerBytes();

    Duplicates duplicates();

    /// Comparison of contents.
    interface Duplicates {
        /// Where jobs and their results are kept.
        @WithDefault("./data/analytics-duplicates")
        Path dir();

        /// Files that one job may compare, each of their names counted.
        @WithDefault("100000")
        int files();

        /// Jobs that may run at once.
        @WithDefault("2")
        int running();

        /// Jobs of which the results are kept; the oldest goes first.
        @WithDefault("20")
        int kept();

        /// For how long a job waits for agents.
        @WithDefault("P7D")
        Duration patience();
    }

    Engine engine();

    /// What DuckDB may use.
    interface Engine {
        /// Of all running questions together.
        @WithDefault("1G")
        MemorySize memory();

        /// Disk for what outgrows the memory, of all running questions together.
        @WithDefault("10G")
        MemorySize spill();

        /// Of all running questions together.
        @WithDefault("2")
        int threads();

        /// For one query.
        @WithDefault("PT30S")
        Duration timeout();

        /// For one query whose rows are sent as they come.
        @WithDefault("PT10M")
        Duration exportTimeout();

        /// Rows an answer may have that is held in memory.
        @WithDefault("100000")
        int rows();

        /// Queries that run at once.
        @WithDefault("4")
        int concurrency();

        /// Queries that may wait for their turn.
        @WithDefault("64")
        int queue();

        /// Queries of one caller that may wait for their turn.
        @WithDefault("16")
        int queueEach();

        /// Tables on disk that are being sent at once.
        @WithDefault("8")
        int exports();
    }
}
