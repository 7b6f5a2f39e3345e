package io.tidemark.history.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.platform.outbound.Outbound;
import io.tidemark.platform.outbound.Outbound.Answer;
import io.tidemark.platform.outbound.Outbound.Question;
import io.tidemark.platform.outbound.OutboundRefused;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Asks a Prometheus that may be slow, broken or hostile: each answer has to be whole within a time and of
/// a
/// size, and addresses that no user may lead us to are not asked. Calls block.
public final class Prometheus {

    /// @param answer longest wait for a whole answer
    /// @param bytes of an answer
    /// @param hosts the only ones that may be asked; any where it is empty
    public record Limits(Duration answer, long bytes, Set<String> hosts) {
        public Limits {
            hosts = Set.copyOf(hosts);
        }
    }

    /// The source refuses, or does not answer as it must.
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean lasting;

        Unusable(String message, boolean lasting) {
            super(message);
            this.lasting = lasting;
        }

        /// Whether asking again is of no use.
        boolean isLasting() {
            return lasting;
        }
    }

    private static final int SHOWN = 200;

    private final Outbound outbound;
    private final ObjectMapper json;
    private final Limits limits;

    public Prometheus(Outbound outbound, ObjectMapper json, Limits limits) {
        this.outbound = outbound;
        this.json = json;
        this.limits = limits;
    }

    /// The labels of all series of a metric in a time.
    List<Map<String, String>> series(Source source, String metric) throws Unusable {
        JsonNode data = ask(
                source,
                "/api/v1/series",
                Map.of(
                        "match[]",
                        metric,
                        "start",
                        source.from().toString(),
                        "end",
                        source.to().toString()));
        List<Map<String, String>> series = new ArrayList<>();
        data.forEach(labels -> series.add(labels(labels)));
        return series;
    }

    /// The last value in each step of each series, by labels and time. What is no number is left out.
    Map<Map<String, String>, Map<Instant, BigDecimal>> values(Source source, String metric, Instant from, Instant last)
            throws Unusable {
        // A step less a moment: a value right on the border belongs to one step only.
        String query =
                "last_over_time(%s[%dms])".formatted(metric, source.step().toMillis() - 1);
        JsonNode data = ask(
                source,
                "/api/v1/query_range",
                Map.of(
                        "query",
                        query,
                        "start",
                        from.toString(),
                        "end",
                        last.toString(),
                        "step",
                        source.step().toSeconds() + "s"));
        Map<Map<String, String>, Map<Instant, BigDecimal>> values = new HashMap<>();
        for (JsonNode series : data.path("result")) {
            Map<Instant, BigDecimal> points = new TreeMap<>();
            for (JsonNode point : series.path("values")) {
                read(point, points);
            }
            values.put(Mapping.identity(labels(series.path("metric"))), points);
        }
        return values;
    }

    private static void read(JsonNode point, Map<Instant, BigDecimal> points) throws Unusable {
        try {
            Instant at = Instant.ofEpochSecond(point.path(0).longValue());
            String text = point.path(1).asText();
            if (!text.equals("NaN") && !text.endsWith("Inf")) {
                points.put(at, new BigDecimal(text));
            }
        } catch (NumberFormatException e) {
            throw new Unusable("a value is no number: " + shown(point.toString()), true);
        }
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private JsonNode ask(Source source, String path, Map<String, String> form) throws Unusable {
        requireNamed(source.url());
        StringBuilder body = new StringBuilder();
        new TreeMap<>(form)
                .forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value)));
        String base = source.url().toString().replaceFirst("/+$", "");
        return data(send(new Question(
                "POST",
                URI.create(base + path),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8),
                limits.answer(),
                limits.bytes())));
    }

    private Answer send(Question question) throws Unusable {
        try {
            return outbound.ask(question);
        } catch (OutboundRefused | Outbound.TooLong e) {
            throw new Unusable(String.valueOf(e.getMessage()), true);
        } catch (UnknownHostException e) {
            throw new Unusable("there is no host " + question.url().getHost(), false);
        } catch (IOException e) {
            throw new Unusable("no answer: " + e.getMessage(), false);
        }
    }

    private JsonNode data(Answer answer) throws Unusable {
        int status = answer.status();
        boolean lasting = status / 100 != 5 && status != 429;
        try {
            JsonNode body = json.readTree(answer.body());
            if (!body.isObject()) {
                throw new Unusable("it answers " + status + " and no JSON", lasting);
            }
            if (status != 200 || !"success".equals(body.path("status").asText())) {
                throw new Unusable(
                        "it answers " + status + " " + shown(body.path("error").asText()), lasting);
            }
            return body.path("data");
        } catch (IOException e) {
            throw new Unusable("it answers " + status + " and no JSON", lasting);
        }
    }

    private void requireNamed(URI url) throws Unusable {
        if (!limits.hosts().isEmpty() && !limits.hosts().contains(url.getHost())) {
            throw new Unusable("history.backfill.hosts does not name " + url.getHost(), true);
        }
    }

    /// The problem of somebody who waits for the answer.
    static ProblemException problem(Unusable e) {
        return new ProblemException(BackfillProblem.SOURCE_UNUSABLE, "url: " + e.getMessage(), e);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
}
