package io.tidemark.launcher.scan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.trouble.Trouble;

import java.nio.file.Path;
import java.time.Duration;

/// One scan from the request to its delivery.
public final class ScanRun {
    private static final long POLL_MILLIS = 250;
    private static final Duration DELIVERY_PATIENCE = Duration.ofMinutes(10);

    private final Api api;
    private final Progress progress;

    public ScanRun(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /// Asks for a scan as fast as it goes, for somebody waits for it.
    ///
    /// @throws Trouble where the service does not take it
    public Job request(Path root) {
        ObjectNode request = scanOf(root);
        request.putObject("policy").put("cpuShare", 1.0).put("idle", false).put("backOff", false);
        return post(request);
    }

    /// Asks for a scan under the agent's own policy.
    ///
    /// @throws Trouble where the service does not take it
    public Job requestGently(Path root) {
        return post(scanOf(root));
    }

    private static ObjectNode scanOf(Path root) {
        return JsonNodeFactory.instance.objectNode().put("root", root.toString());
    }

    private Job post(ObjectNode request) {
        return Job.of(api.post(Service.SCAN, "/api/scans", request));
    }

    /// Watches a scan until history-service has its snapshot.
    ///
    /// @throws Trouble where it failed, was cancelled or cannot be delivered
    public Job follow(Job requested) {
        Job job = requested;
        long sealed = 0;
        while (!job.state().isFinal()) {
            Pause.millis(POLL_MILLIS);
            job = look(job.id());
            progress.show(job);
            if (job.state() == JobState.SEALED) {
                sealed = sealed == 0 ? System.nanoTime() : sealed;
                requireDelivery(job, sealed);
            }
        }
        progress.end();
        return requireDelivered(job);
    }

    public Job look(String id) {
        return Job.of(api.get(Service.SCAN, "/api/scans/" + id));
    }

    /// Asks the service to give a scan up; does nothing where it has ended.
    public void cancel(Job job) {
        if (!look(job.id()).state().isFinal()) {
            api.post(Service.SCAN, "/api/scans/" + job.id() + "/cancel", JsonNodeFactory.instance.objectNode());
        }
    }

    private static void requireDelivery(Job job, long sealed) {
        if (System.nanoTime() - sealed > DELIVERY_PATIENCE.toNanos()) {
            throw new Trouble("The snapshot " + job.id() + " is sealed, but history-service does not take it;"
                    + " scan-service goes on trying, see ./stack logs scan");
        }
    }

    private static Job requireDelivered(Job job) {
        return switch (job.state()) {
            case DELIVERED -> job;
            case CANCELLED -> throw new Trouble("The scan of " + job.root() + " was cancelled");
            case FAILED -> throw new Trouble("The scan of " + job.root() + " failed: " + reason(job));
            case QUEUED, RUNNING, PAUSED, SEALING, SEALED ->
                throw new IllegalStateException("Not final: " + job.state());
        };
    }

    private static String reason(Job job) {
        return job.error().contains("No space left on device") ? "the disk is full" : job.error();
    }
}
