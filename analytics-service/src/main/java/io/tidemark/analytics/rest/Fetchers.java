package io.tidemark.analytics.rest;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The threads on which snapshots are fetched.
@Singleton
class Fetchers implements Executor {
    private final ExecutorService pool;

    Fetchers(AnalyticsConfig config) {
        this.pool = Executors.newFixedThreadPool(
                config.fetches(), Thread.ofPlatform().daemon().name("fetch-", 0).factory());
    }

    @Override
    public void execute(Runnable fetch) {
        pool.execute(fetch);
    }

    @PreDestroy
    void stop() {
        pool.shutdownNow();
    }
}
