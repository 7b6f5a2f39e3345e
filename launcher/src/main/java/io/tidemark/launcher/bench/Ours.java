package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.scan.Job;
import io.tidemark.launcher.scan.Progress;
import io.tidemark.launcher.scan.ScanRun;

import java.time.Duration;
import java.time.Instant;

/// One scan of ours, measured.
///
/// @param run from the job's start to the sealed snapshot: walking, writing, checksums, fsync
/// @param deliverySeconds from there until history had checked and registered it
/// @param snapshotBytes of its Parquet files
/// @param systemCalls what the manifest says it cost; 0 where it does not say
record Ours(Run run, double deliverySeconds, long snapshotBytes, long systemCalls) {

    /// @throws io.tidemark.launcher.trouble.Trouble where its sums are not those of the tree
    static Ours scan(BenchStack stack, Api api, Subject subject) {
        ScanRun scan = new ScanRun(api, Progress.untold());
        Watch watch = new Watch(stack.pid(Service.SCAN));
        Job job;
        try (watch) {
            job = scan.follow(scan.request(subject.root()));
        }
        JsonNode manifest = api.get(Service.HISTORY, "/api/snapshots/" + job.id() + "/manifest");
        subject.requireEqual("the scan", Sums.ofManifest(manifest), subject.sums());
        Instant registered = Instant.parse(api.get(Service.HISTORY, "/api/snapshots/" + job.id())
                .path("registeredAt")
                .asText());
        return new Ours(
                new Run(
                        seconds(job.startedAt(), job.finishedAt()),
                        watch.cpuSeconds(job.startedAt(), job.finishedAt()),
                        watch.peakBytes()),
                seconds(job.finishedAt(), registered),
                bytes(manifest.path("files")),
                manifest.path("cost").path("systemCalls").asLong());
    }

    private static long bytes(JsonNode files) {
        long bytes = 0;
        for (JsonNode file : files) {
            bytes += file.path("bytes").asLong();
        }
        return bytes;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
