package io.tidemark.scan.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.problem.Problem;
import io.tidemark.scan.publish.PolicySource;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.ScanPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class AgentPolicyTest {

    private static final ScheduledRoot LOCAL = new ScheduledRoot("/srv", "0 1 * * *", ZoneId.of("UTC"), Duration.ZERO);

    private static final Duration INTERVAL = Duration.ofSeconds(90);

    @TempDir
    Path state;

    private String said = """
            {"server":"web-1",
             "scan":{"cpuShare":0.2,"callsPerSecond":500,"idle":false,"later":"unknown","roots":[
               {"path":"/srv","schedule":"0 3 * * *","zone":"Europe/Berlin","jitter":"PT30M"},
               {"path":"/home","schedule":"0 4 * * *","zone":"UTC","jitter":"PT0S"}]},
             "sources":{"scan.cpuShare":"group:db","scan.idle":"default"}}""";
    private @Nullable RuntimeException failure;

    private final List<Optional<String>> tags = new ArrayList<>();

    /// Tags what it says with its length, and says it once.
    private final PolicySource history = (server, known) -> {
        tags.add(Optional.ofNullable(known));
        if (failure != null) {
            throw failure;
        }
        String tag = Integer.toString(said.length());
        return tag.equals(known) ? Optional.empty() : Optional.of(new PolicySource.Said(json(said), tag));
    };

    @Test
    void putsWhatHistorySetsOverItsOwnConfiguration() {
        AgentPolicy policy = policy();

        policy.refresh();

        assertThat(policy.effective().policy())
                .isEqualTo(PolicyJson.change(ScanPolicy.DEFAULT, json("{\"cpuShare\":0.2,\"callsPerSecond\":500}")));
        assertThat(policy.effective().roots())
                .containsExactly(
                        new ScheduledRoot("/srv", "0 3 * * *", ZoneId.of("Europe/Berlin"), Duration.ofMinutes(30)),
                        new ScheduledRoot("/home", "0 4 * * *", ZoneId.of("UTC"), Duration.ZERO));
        assertThat(policy.trouble()).isEmpty();
    }

    @Test
    void asksOnlyForWhatIsNewToIt() {
        AgentPolicy policy = policy();

        policy.refresh();
        policy.refresh();

        String tag = Integer.toString(said.length());
        assertThat(tags).containsExactly(Optional.empty(), Optional.of(tag));
        assertThat(policy.effective().policy().cpuShare()).isEqualTo(0.2);
    }

    @Test
    void asksAgainForWhatItCouldNotTake() {
        AgentPolicy policy = policy();
        said = "{\"scan\":{\"cpuShare\":7}}";

        policy.refresh();
        policy.refresh();

        assertThat(tags).containsExactly(Optional.empty(), Optional.empty());
        assertThat(policy.trouble()).isPresent();
    }

    @Test
    void samplesAsOftenAsHistorySaysUnlessNobodySetIt() {
        AgentPolicy policy = policy();

        said = "{\"sampling\":{\"interval\":\"PT20S\"},\"sources\":{\"sampling.interval\":\"everything\"}}";
        policy.refresh();
        Duration set = policy.effective().sampleInterval();
        said = "{\"sampling\":{\"interval\":\"PT1M\"},\"sources\":{\"sampling.interval\":\"default\"}}";
        policy.refresh();

        assertThat(set).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.effective().sampleInterval()).isEqualTo(INTERVAL);
    }

    @Test
    void holdsToTheLastCopyOverARestartWhileHistoryIsAway() {
        AgentPolicy before = policy();
        before.refresh();
        failure = new ServiceUnavailable("connection refused");

        AgentPolicy after = policy();
        after.refresh();

        assertThat(after.effective()).isEqualTo(before.effective());
        assertThat(after.trouble()).contains("history cannot be asked for the policy: connection refused");
    }

    @Test
    void keepsToItsConfigurationWhereHistoryKnowsNoPolicies() {
        failure = new ServiceRefused("no", new Problem("about:blank", "No", 404, "not-found", "no", List.of()));
        AgentPolicy policy = policy();

        policy.refresh();

        assertThat(policy.effective())
                .isEqualTo(new AgentPolicy.Effective(ScanPolicy.DEFAULT, List.of(LOCAL), INTERVAL));
        assertThat(policy.trouble()).isEmpty();
    }

    @Test
    void keepsWhatHoldsWhereHistorySaysWhatCannotBe() {
        AgentPolicy policy = policy();
        policy.refresh();
        AgentPolicy.Effective before = policy.effective();

        for (String bad : List.of(
                "{\"scan\":{\"cpuShare\":7}}",
                "{\"sampling\":{\"interval\":\"often\"}}",
                "{\"sampling\":{\"interval\":\"PT0S\"}}",
                "{\"scan\":{\"roots\":[{\"path\":\"/srv\",\"schedule\":\"daily\"}]}}",
                "{\"scan\":{\"roots\":[{\"path\":\"/srv\",\"schedule\":\"0 1 * * *\",\"zone\":\"Mars\"}]}}")) {
            said = bad;
            policy.refresh();
            assertThat(policy.effective()).isEqualTo(before);
            assertThat(policy.trouble()).get().asString().startsWith("history's policy cannot be: ");
        }
    }

    @Test
    void leavesADamagedCopyAside() throws Exception {
        Files.writeString(state.resolve("policy.json"), "{\"scan\":");

        assertThat(policy().effective().policy()).isEqualTo(ScanPolicy.DEFAULT);
    }

    private AgentPolicy policy() {
        return new AgentPolicy(
                "web-1", new AgentPolicy.Effective(ScanPolicy.DEFAULT, List.of(LOCAL), INTERVAL), history, state);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
