package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.launcher.process.Pause;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/// What a running scan does when somebody changes his mind about it.
@ExtendWith(RunningStack.class)
class PolicyTest {
    private static final long ENTRIES = 20_000;

    @Test
    void aPausedScanStandsStillAndGoesOnAsFastAsItIsAllowedThen(Started stack) {
        Path root = stack.emptyFolder("slow");
        Shell.run(root, "for d in {1..40}; do mkdir $d; (cd $d; touch file-{1..500}); done");
        Scan scan = Scan.begin(stack.api(), root, Scan.atFullSpeed().put("callsPerSecond", 2000));
        scan.await(job -> job.path("progress").path("entries").asLong() > 0);

        assertThat(scan.tell("pause").path("state").asText()).isEqualTo("paused");
        Pause.millis(500);
        long reached = scan.entries();
        Pause.millis(1000);
        assertThat(scan.entries()).isEqualTo(reached).isLessThan(ENTRIES);
        assertThat(scan.look().path("waiting").asText()).isEqualTo("paused");

        assertThat(scan.tell("resume").path("state").asText()).isEqualTo("running");
        JsonNode policy =
                scan.changePolicy(JsonNodeFactory.instance.objectNode().putNull("callsPerSecond"));
        scan.awaitState("delivered");

        assertThat(policy.path("callsPerSecond").isNull()).isTrue();
        JsonNode manifest = scan.manifest();
        assertThat(manifest.path("policy")).isEqualTo(policy);
        assertThat(manifest.path("counts").path("entries").asLong()).isEqualTo(ENTRIES);
        JsonNode cost = manifest.path("cost");
        assertThat(cost.path("pausedSeconds").asDouble()).isBetween(1.4, 10.0);
        assertThat(cost.path("waitedSeconds").asDouble()).isPositive();
        assertThat(cost.path("systemCalls").asLong()).isGreaterThan(ENTRIES);
    }
}
