package io.tidemark.history.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a Prometheus that may be slow, broken or hostile: each answer has to be whole within a time
/// and of a size,
/// redirects are not followed, and addresses that belong to the machine's own link (such as a cloud's
/// metadata) are not
/// asked. Calls block.
public final class Prometheus implements AutoCloseable {

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

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int SHOWN = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final ObjectMapper json;
    private final Limits limits;

    public Prometheus(ObjectMapper json, Limits limits) {
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
        requireAllowed(source.url());
        StringBuilder body = new StringBuilder();
        new TreeMap<>(form)
                .forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value)));
        String base = source.url().toString().replaceFirst("/+$", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(limits.answer())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return data(send(request));
    }

    /// The request's own timeout ends with the first byte of the answer; this one with the last.
    private HttpResponse<byte[]> send(HttpRequest request) throws Unusable {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.bytes()));
        try {
            return answer.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unusable("no whole answer within " + limits.answer(), false);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean large = String.valueOf(cause.getMessage()).contains("exceed");
            throw new Unusable(
                    large ? "an answer has more than " + limits.bytes() + " bytes" : "no answer: " + cause.getMessage(),
                    large);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unusable("interrupted", false);
        }
    }

    private JsonNode data(HttpResponse<byte[]> answer) throws Unusable {
        int status = answer.statusCode();
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

    private void requireAllowed(URI url) throws Unusable {
        if (!limits.hosts().isEmpty() && !limits.hosts().contains(url.getHost())) {
            throw new Unusable("history.backfill.hosts does not name " + url.getHost(), true);
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                if (address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress()) {
                    throw new Unusable(url.getHost() + " is an address that is not asked", true);
                }
            }
        } catch (IOException e) {
            throw new Unusable("there is no host " + url.getHost(), false);
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

    @Override
    public void close() {
        http.shutdownNow();
    }
}
