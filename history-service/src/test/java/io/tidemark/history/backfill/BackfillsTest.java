package io.tidemark.history.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.backfill.Backfill.State;
import io.tidemark.history.backfill.FakePrometheus.Answer;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Against answers as Prometheus 2.42 gives them.
class BackfillsTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SERIES = """
            {"status":"success","data":[
            {"__name__":"node_filesystem_size_bytes","device":"/dev/sda1","fstype":"ext4","instance":"web-1:9100","job":"node","mountpoint":"/"},
            {"__name__":"node_filesystem_size_bytes","device":"tmpfs","fstype":"tmpfs","instance":"web-1:9100","job":"node","mountpoint":"/run"},
            {"__name__":"node_filesystem_size_bytes","device":"/dev/sdb","fstype":"xfs","instance":"[::1]:9100","job":"node","mountpoint":"/data"},
            {"__name__":"node_filesystem_size_bytes","device":"C:","fstype":"ntfs","instance":"win-1:9100","job":"node","volume":"C:"},
            {"__name__":"node_filesystem_size_bytes","device":"/dev/sda1","fstype":"ext4","job":"node","mountpoint":"/"}]}""";

    private final FakeRegister register = new FakeRegister();
    private final List<Sample> kept = new ArrayList<>();
    private final Set<List<Object>> known = new HashSet<>();

    @Test
    void showsWhichVolumeEachSeriesIsAndWhatIsLeftOutAndWhy() {
        try (FakePrometheus fake = new FakePrometheus(question -> Answer.of(SERIES))) {
            Mapping mapping = backfills(new Limits().limits()).mapping(source(fake.url(), Map.of()), Tenant.DEFAULT);

            assertThat(mapping.mapped())
                    .extracting(one -> one.server().value(), Mapping.Mapped::volume, Mapping.Mapped::device)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("web-1", "/", "/dev/sda1"));
            assertThat(mapping.leftOut())
                    .extracting(Mapping.LeftOut::reason)
                    .containsExactlyInAnyOrder(
                            "a filesystem of type tmpfs is no storage",
                            "its instance is no server's name; give one in servers",
                            "it has no label mountpoint that is an absolute path",
                            "it has no label instance");
            assertThat(fake.asked()).hasSize(1);
        }
    }

    @Test
    void takesOverWhatIsWholeAndOnce() {
        try (FakePrometheus fake = new FakePrometheus(BackfillsTest::recorded)) {
            Backfills backfills = backfills(new Limits().limits());
            Source source = source(fake.url(), Map.of("[::1]:9100", new ServerName("six")));
            UUID id = UUID.randomUUID();

            backfills.begin(id, source, Tenant.DEFAULT, "ann");
            backfills.runOpen();
            backfills.begin(UUID.randomUUID(), source, Tenant.DEFAULT, "ann");
            backfills.runOpen();

            Backfill done = backfills.find(id);
            assertThat(done.state()).isEqualTo(State.DONE);
            assertThat(done.doneUntil()).isEqualTo(FROM.plus(Duration.ofMinutes(20)));
            assertThat(done.read()).isEqualTo(3);
            assertThat(done.fresh()).isEqualTo(3);
            assertThat(kept)
                    .containsExactlyInAnyOrder(
                            sample("web-1", "/", "/dev/sda1", "ext4", 0, 1000, 400, 600, 550),
                            sample("web-1", "/", "/dev/sda1", "ext4", 10, 2000, 1400, 600, 550),
                            sample(
                                    "six",
                                    "/data",
                                    "/dev/sdb",
                                    "xfs",
                                    5,
                                    9_007_199_254_740_993L,
                                    1,
                                    9_007_199_254_740_992L,
                                    0));
        }
    }

    @Test
    void goesOnWhereItFailed() {
        List<String> pieces = new ArrayList<>();
        try (FakePrometheus fake = new FakePrometheus(question -> {
            if (question.contains("query_range") && question.contains("size_bytes")) {
                pieces.add(question);
            }
            boolean broken = question.contains("query_range") && pieces.size() > 1 && pieces.size() < 3;
            return broken
                    ? new Answer(422, "{\"status\":\"error\",\"error\":\"too much\"}", "", false)
                    : recorded(question);
        })) {
            Backfills backfills = backfills(new Limits().limits());
            Source year =
                    new Source(fake.url(), FROM, FROM.plus(Duration.ofDays(90)), Duration.ofMinutes(5), null, null);
            UUID id = UUID.randomUUID();

            backfills.begin(id, year, Tenant.DEFAULT, "ann");
            backfills.runOpen();
            Backfill failed = backfills.find(id);
            backfills.begin(id, year, Tenant.DEFAULT, "ann");
            backfills.runOpen();

            assertThat(failed.state()).isEqualTo(State.FAILED);
            assertThat(failed.problem()).isEqualTo("it answers 422 too much");
            assertThat(failed.doneUntil()).isEqualTo(FROM.plus(Duration.ofMinutes(50_000)));
            assertThat(backfills.find(id).state()).isEqualTo(State.DONE);
            assertThat(pieces.get(2)).contains("start=" + failed.doneUntil());
        }
    }

    @Test
    void triesAgainWhereTheSourceIsAwayForAMoment() {
        List<String> asked = new ArrayList<>();
        try (FakePrometheus fake = new FakePrometheus(question -> {
            asked.add(question);
            return asked.size() < 3 ? new Answer(503, "busy", "", false) : recorded(question);
        })) {
            Backfills backfills = backfills(new Limits().limits());
            UUID id = UUID.randomUUID();
            backfills.begin(id, source(fake.url(), Map.of()), Tenant.DEFAULT, "ann");

            backfills.runOpen();

            assertThat(backfills.find(id).state()).isEqualTo(State.DONE);
        }
    }

    @Test
    void refusesAnotherSourceUnderTheSameId() {
        Backfills backfills = backfills(new Limits().limits());
        UUID id = UUID.randomUUID();
        backfills.begin(id, source(URI.create("http://a:9090"), Map.of()), Tenant.DEFAULT, "ann");

        assertThatThrownBy(
                        () -> backfills.begin(id, source(URI.create("http://b:9090"), Map.of()), Tenant.DEFAULT, "ann"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(BackfillProblem.BACKFILL_CONFLICT));
    }

    @Test
    void endsAnAnswerThatNeverEnds() {
        assertRefused(new Answer(200, "{\"status\":\"success\"", "", true), "no whole answer within PT1S");
    }

    @Test
    void endsAnAnswerThatIsTooLarge() {
        assertRefused(
                Answer.of("{\"status\":\"success\",\"data\":\"" + "x".repeat(100_000) + "\"}"), "more than 50000");
    }

    @Test
    void followsNoRedirect() {
        assertRefused(new Answer(302, "", "http://127.0.0.1:1/", false), "it answers 302 and no JSON");
    }

    @Test
    void takesNothingElseForAPrometheus() {
        assertRefused(Answer.of("<html>"), "it answers 200 and no JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254", "http://0.0.0.0:9090", "http://[fe80::1]:9090", "http://224.0.0.1"})
    void doesNotAskAddressesOfTheMachinesOwnLink(String url) {
        Backfills backfills = backfills(new Limits().limits());

        assertThatThrownBy(() -> backfills.mapping(source(URI.create(url), Map.of()), Tenant.DEFAULT))
                .hasMessageContaining("is an address that is not asked");
    }

    @Test
    void asksNamedHostsOnlyWhereAnyIsNamed() {
        Backfills backfills =
                backfills(new Prometheus.Limits(Duration.ofSeconds(1), 50_000, Set.of("prometheus.example")));

        assertThatThrownBy(
                        () -> backfills.mapping(source(URI.create("http://127.0.0.1:9090"), Map.of()), Tenant.DEFAULT))
                .hasMessageContaining("history.backfill.hosts does not name 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://u:p@h", "http://h/?a=b", "prometheus:9090", "http://h/#a"})
    void takesAddressesOfHttpOnly(String url) {
        assertThatThrownBy(() -> source(URI.create(url), Map.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.errors())
                                .extracting(io.tidemark.platform.problem.FieldError::field)
                                .containsExactly("url"));
    }

    private void assertRefused(Answer answer, String reason) {
        try (FakePrometheus fake = new FakePrometheus(question -> answer)) {
            Backfills backfills = backfills(new Limits().limits());

            assertThatThrownBy(() -> backfills.mapping(source(fake.url(), Map.of()), Tenant.DEFAULT))
                    .hasMessageContaining(reason);
        }
    }

    private record Limits() {
        Prometheus.Limits limits() {
            return new Prometheus.Limits(Duration.ofSeconds(1), 50_000, Set.of());
        }
    }

    private Backfills backfills(Prometheus.Limits limits) {
        return new Backfills(
                register,
                new Prometheus(FakePrometheus.askingLoopback(), new ObjectMapper(), limits),
                this::keep,
                InstantSource.fixed(Instant.EPOCH),
                Duration.ofMillis(1));
    }

    private int keep(List<Sample> samples) {
        int before = kept.size();
        samples.stream()
                .filter(one -> known.add(List.of(one.server(), one.volume(), one.at())))
                .forEach(kept::add);
        return kept.size() - before;
    }

    private static Source source(URI url, Map<String, ServerName> servers) {
        return new Source(url, FROM, FROM.plus(Duration.ofMinutes(16)), Duration.ofMinutes(5), null, servers);
    }

    /// The root grew at ten past and has a gap at five past; at a quarter past nobody says what is
    /// free.
    private static Answer recorded(String question) {
        if (question.startsWith("/api/v1/series")) {
            return Answer.of(SERIES);
        }
        Function<String, String> root = values -> series("/dev/sda1", "ext4", "web-1:9100", "/", values);
        Function<String, String> data = values -> series("/dev/sdb", "xfs", "[::1]:9100", "/data", values);
        if (question.contains("node_filesystem_size_bytes[")) {
            return matrix(
                    root.apply("[1767225600,\"1000\"],[1767226200,\"2e+03\"],[1767226500,\"2000\"]"),
                    data.apply("[1767225900,\"9007199254740993\"],[1767226200,\"NaN\"]"));
        }
        if (question.contains("node_filesystem_free_bytes[")) {
            return matrix(
                    root.apply("[1767225600,\"600\"],[1767226200,\"600\"]"),
                    data.apply("[1767225900,\"9007199254740992\"],[1767226200,\"5\"]"));
        }
        if (question.contains("node_filesystem_avail_bytes[")) {
            return matrix(
                    root.apply("[1767225600,\"550\"],[1767226200,\"550\"],[1767226500,\"550\"]"),
                    data.apply("[1767225900,\"0\"],[1767226200,\"0\"]"));
        }
        return matrix();
    }

    private static String series(String device, String type, String instance, String volume, String values) {
        return "{\"metric\":{\"device\":\"%s\",\"fstype\":\"%s\",\"instance\":\"%s\",\"job\":\"node\",\"mountpoint\":\"%s\"},\"values\":[%s]}"
                .formatted(device, type, instance, volume, values);
    }

    private static Answer matrix(String... series) {
        return Answer.of("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + String.join(",", series) + "]}}");
    }

    private static Sample sample(
            String server,
            String volume,
            String device,
            String type,
            int minute,
            long size,
            long used,
            long free,
            long available) {
        return new Sample(
                new ServerName(server),
                volume,
                device,
                type,
                null,
                FROM.plus(Duration.ofMinutes(minute)),
                size,
                used,
                free,
                available,
                0,
                0);
    }
}
