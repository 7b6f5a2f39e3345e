package io.tidemark.system;

import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds for every service as it runs at a site.
@ExtendWith(RunningStack.class)
class HardeningTest {
    private static final int SHORTEST_SECRET = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyAnswerTellsBrowsersToRunFrameAndStoreNothing(Service service, Started stack) throws Exception {
        for (String path : List.of("/api/nothing", "/health/live", "/metrics", "/openapi")) {
            HttpResponse<Void> answer = send(request(stack, service, path).GET());

            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Cache-Control")).as(path).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void noPageOfAnotherOriginIsLetIn(Service service, Started stack) throws Exception {
        HttpResponse<Void> answer = send(request(stack, service, "/openapi")
                .header("X-Forwarded-For", "10.1.1.1")
                .header("Sec-Fetch-Site", "cross-site")
                .GET());

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void anOfferToGoOnInHttp2IsAnsweredInTheOldVersion(Service service, Started stack) throws Exception {
        try (HttpClient offering = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = offering.send(
                    request(stack, service, "/metrics").timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aHeaderThatIsTooLongIsRefused(Service service, Started stack) throws Exception {
        HttpResponse<Void> answer = send(request(stack, service, "/health/live")
                .header("X-Long", "x".repeat(64 << 10))
                .GET());

        assertThat(answer.statusCode()).isEqualTo(431);
    }

    /// History takes files of any length: what it takes as JSON is held to its own limit.
    @ParameterizedTest
    @CsvSource({
        "AUTH, /api/users",
        "SCAN, /api/scans",
        "ANALYTICS, /api/analytics/heavy-files",
        "FORECAST, /api/forecasts",
        "ALERT, /api/rules"
    })
    void aBodyThatIsTooLongIsRefused(Service service, String path, Started stack) throws Exception {
        HttpResponse<Void> answer = send(request(stack, service, path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + SignedIn.administrator(stack))
                .POST(BodyPublishers.ofString("\"" + "x".repeat(2 << 20) + "\"")));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void noSecretIsInALogOrACommandLine(Started stack) throws Exception {
        SignedIn.administrator(stack);
        List<String> secrets = secrets(stack);
        List<String> places = new ArrayList<>();
        for (Service service : Service.values()) {
            places.add(Files.readString(stack.layout().log(service)));
            String pid =
                    Files.readString(stack.layout().pidFile(service)).strip().split("\\s+", -1)[0];
            places.add(Files.readString(Path.of("/proc", pid, "cmdline")));
        }

        assertThat(secrets).hasSizeGreaterThan(8);
        for (String secret : secrets) {
            assertThat(places).noneMatch(place -> place.contains(secret));
        }
    }

    /// Everything that the installation keeps to itself.
    private static List<String> secrets(Started stack) throws IOException {
        List<Path> files = new ArrayList<>(List.of(
                stack.layout().administratorPassword(),
                stack.layout().authState().resolve("master-key"),
                stack.layout().authState().resolve("audit-key"),
                stack.layout().authState().resolve("nobodys-secret")));
        try (Stream<Path> all = Files.walk(stack.layout().secrets())) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        List<String> secrets = new ArrayList<>();
        for (Path file : files) {
            String secret = Files.readString(file).strip();
            assertThat(secret).as(file.toString()).hasSizeGreaterThanOrEqualTo(SHORTEST_SECRET);
            secrets.add(secret);
        }
        return secrets;
    }

    private static HttpRequest.Builder request(Started stack, Service service, String path) {
        return HttpRequest.newBuilder(URI.create(stack.layout().address(service) + path));
    }

    private HttpResponse<Void> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }
}
