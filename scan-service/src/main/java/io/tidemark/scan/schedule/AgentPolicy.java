package io.tidemark.scan.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.platform.client.Json;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.publish.PolicySource;
import io.tidemark.scan.snapshot.DurableFiles;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.ScanPolicy;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The policy and the schedules of this agent: what its configuration says, and over it what history says. While
/// history is away, what it said last holds, also over a restart.
public final class AgentPolicy {

    private static final System.Logger LOG = System.getLogger(AgentPolicy.class.getName());
    private static final JsonMapper JSON = Json.lenient();
    private static final int NOT_FOUND = 404;

    /// The source of what nobody set in history: this agent's own configuration goes before it.
    private static final String UNSET = "default";

    private final String server;
    private final Effective local;
    private final PolicySource history;
    private final Path copy;
    private volatile Effective effective;
    private volatile @Nullable String trouble;
    /// Of what history said last, as far as it was taken.
    private @Nullable String tag;

    /// What an agent goes by.
    ///
    /// @param sampleInterval time between two samples of the volumes
    public record Effective(ScanPolicy policy, List<ScheduledRoot> roots, Duration sampleInterval) {

        private static final Duration SHORTEST = Duration.ofSeconds(1);

        public Effective {
            roots = List.copyOf(roots);
            if (sampleInterval.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException(
                        "volumes are sampled once a second at most, not every " + sampleInterval);
            }
        }
    }

    /// @param local what this agent's configuration says
    /// @param state folder that keeps what history said last
    public AgentPolicy(String server, Effective local, PolicySource history, Path state) {
        this.server = server;
        this.local = local;
        this.history = history;
        this.copy = state.resolve("policy.json");
        this.effective = local;
        readCopy();
    }

    private void readCopy() {
        try {
            if (Files.exists(copy)) {
                effective = over(JSON.readTree(Files.readAllBytes(copy)));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "the copy of history''s policy is left aside: {0}", e.getMessage());
        }
    }

    /// Asks history, which answers only what is new. For one thread at a time. When it does not answer, or something
    /// that cannot be, all stays as it is.
    public void refresh() {
        try {
            Optional<PolicySource.Said> said = history.policy(server, tag);
            if (said.isPresent()) {
                take(said.get());
            }
            trouble = null;
        } catch (ServiceUnavailable e) {
            trouble = "history cannot be asked for the policy: " + e.getMessage();
        } catch (ServiceRefused e) {
            trouble = e.status() == NOT_FOUND ? null : "history does not tell the policy: " + e.getMessage();
        } catch (IllegalArgumentException e) {
            trouble = "history's policy cannot be: " + e.getMessage();
        } catch (IOException e) {
            trouble = "history's policy cannot be kept: " + e;
        }
    }

    private void take(PolicySource.Said said) throws IOException {
        Effective next = over(said.policy());
        if (!next.equals(effective)) {
            DurableFiles.write(copy, JSON.writeValueAsBytes(said.policy()));
            effective = next;
        }
        tag = said.tag();
    }

    /// What holds now.
    public Effective effective() {
        return effective;
    }

    /// Why history's policy may not be the newest.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private Effective over(JsonNode said) {
        ObjectNode fields = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : said.path("scan").properties()) {
            if (isSet(said, "scan." + field.getKey()) && PolicyJson.knows(field.getKey())) {
                fields.set(field.getKey(), field.getValue());
            }
        }
        Map<String, ScheduledRoot> roots = new LinkedHashMap<>();
        local.roots().forEach(root -> roots.put(root.path(), root));
        roots(said.path("scan").path("roots")).forEach(root -> roots.put(root.path(), root));
        return new Effective(policy(fields), new ArrayList<>(roots.values()), sampleInterval(said));
    }

    private static boolean isSet(JsonNode said, String field) {
        return !said.path("sources").path(field).asText("").equals(UNSET);
    }

    private Duration sampleInterval(JsonNode said) {
        JsonNode interval = said.path("sampling").path("interval");
        if (!interval.isTextual() || !isSet(said, "sampling.interval")) {
            return local.sampleInterval();
        }
        try {
            return Duration.parse(interval.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("sampling.interval: " + e.getMessage(), e);
        }
    }

    private ScanPolicy policy(ObjectNode fields) {
        try {
            return PolicyJson.change(local.policy(), fields);
        } catch (ProblemException e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
    }

    private static List<ScheduledRoot> roots(JsonNode said) {
        List<ScheduledRoot> roots = new ArrayList<>();
        for (JsonNode root : said) {
            try {
                roots.add(new ScheduledRoot(
                        root.path("path").asText(),
                        root.path("schedule").asText(),
                        ZoneId.of(root.path("zone").asText("UTC")),
                        Duration.parse(root.path("jitter").asText("PT0S"))));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return roots;
    }
}
