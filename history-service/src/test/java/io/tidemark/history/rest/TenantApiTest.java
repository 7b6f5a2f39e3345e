package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// Nobody learns anything of another tenant. Every operation of the contract stands in one of the
/// tables here.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
@Timeout(120)
class TenantApiTest {

    /// What is read: the addresses at which a party finds what it has.
    static final Map<String, List<String>> READS = Map.ofEntries(
            Map.entry("GET /api/groups", List.of("/api/groups")),
            Map.entry("GET /api/groups/{group}", List.of("/api/groups/GROUP")),
            Map.entry("GET /api/policies", List.of("/api/policies")),
            Map.entry(
                    "GET /api/policies/{kind}/{target}",
                    List.of(
                            "/api/policies/scan/EVERYTHING",
                            "/api/policies/scan/group:GROUP",
                            "/api/policies/retention/server:SERVER")),
            Map.entry("GET /api/policies/{kind}/{target}/versions", List.of("/api/policies/scan/EVERYTHING/versions")),
            Map.entry("GET /api/retention/plan", List.of("/api/retention/plan?server=SERVER")),
            Map.entry("GET /api/retention/steps", List.of("/api/retention/steps?server=SERVER")),
            Map.entry(
                    "GET /api/samples",
                    List.of(
                            "/api/samples",
                            "/api/samples?resolution=hour",
                            "/api/samples?resolution=day&limit=1",
                            "/api/samples?server=SERVER")),
            Map.entry("GET /api/samples/daily", List.of("/api/samples/daily", "/api/samples/daily?server=SERVER")),
            Map.entry("GET /api/samples/latest", List.of("/api/samples/latest", "/api/samples/latest?server=SERVER")),
            Map.entry("GET /api/samples/backfills", List.of("/api/samples/backfills")),
            Map.entry("GET /api/samples/backfills/{id}", List.of("/api/samples/backfills/BACKFILL")),
            Map.entry("GET /api/search/history", List.of("/api/search/history?server=SERVER&path=/data/a.txt")),
            Map.entry(
                    "GET /api/servers",
                    List.of(
                            "/api/servers",
                            "/api/servers?limit=1",
                            "/api/servers?group=GROUP",
                            "/api/servers?state=silent")),
            Map.entry("GET /api/servers/{server}", List.of("/api/servers/SERVER")),
            Map.entry("GET /api/servers/{server}/policy", List.of("/api/servers/SERVER/policy")),
            Map.entry(
                    "GET /api/snapshots",
                    List.of(
                            "/api/snapshots",
                            "/api/snapshots?limit=1",
                            "/api/snapshots?group=GROUP",
                            "/api/snapshots?server=SERVER&root=/data")),
            Map.entry(
                    "GET /api/snapshots/latest",
                    List.of("/api/snapshots/latest", "/api/snapshots/latest?server=SERVER")),
            Map.entry(
                    "GET /api/snapshots/compare",
                    List.of("/api/snapshots/compare?server=SERVER&root=/data&from=2026-01-01&to=2026-01-03")),
            Map.entry(
                    "GET /api/snapshots/compare/changes",
                    List.of("/api/snapshots/compare/changes?server=SERVER&root=/data&from=2026-01-01&to=2026-01-03")),
            Map.entry(
                    "GET /api/snapshots/{id}",
                    List.of("/api/snapshots/SNAPSHOT", "/api/snapshots/2026-01-03?server=SERVER&root=/data")),
            Map.entry("GET /api/snapshots/{id}/holds", List.of("/api/snapshots/SNAPSHOT/holds")),
            Map.entry("GET /api/snapshots/{id}/manifest", List.of("/api/snapshots/SNAPSHOT/manifest")),
            Map.entry(
                    "GET /api/snapshots/{id}/parts/{file}",
                    List.of("/api/snapshots/SNAPSHOT/parts/" + SampleSnapshot.ENTRIES)));

    private static final String GROUP =
            "{\"description\":\"\",\"priority\":1,\"selector\":{\"tag\":\"a\",\"in\":[\"b\"]}}";
    private static final String READING =
            "server,volume,at,sizeBytes,usedBytes\nSERVER,/,2026-01-01T00:00:00Z,1000,10\n";
    private static final String SOURCE = "{\"url\":\"http://127.0.0.1:1\",\"from\":\"2026-01-01T00:00:00Z\","
            + "\"to\":\"2026-01-02T00:00:00Z\",\"servers\":{\"a\":\"SERVER\"}}";

    /// What makes something by a name: method, address, type and body.
    private static final Map<String, List<String>> MAKES = Map.ofEntries(
            Map.entry("PUT /api/groups/{group}", List.of("/api/groups/GROUP", "application/json", GROUP)),
            Map.entry(
                    "POST /api/groups/{group}/preview",
                    List.of("/api/groups/GROUP/preview", "application/json", GROUP)),
            Map.entry(
                    "PUT /api/policies/{kind}/{target}",
                    List.of("/api/policies/scan/EVERYTHING", "application/json", "{\"cpuShare\":0.1}")),
            Map.entry(
                    "POST /api/policies/{kind}/{target}/preview",
                    List.of("/api/policies/scan/group:GROUP/preview", "application/json", "{\"cpuShare\":0.1}")),
            Map.entry("PUT /api/servers/{server}/tags", List.of("/api/servers/SERVER/tags", "application/json", "{}")),
            Map.entry("POST /api/servers/import", List.of("/api/servers/import", "text/csv", "server,a\nSERVER,b\n")),
            Map.entry("POST /api/samples/import", List.of("/api/samples/import", "text/csv", READING)),
            Map.entry(
                    "POST /api/samples/backfills/preview",
                    List.of("/api/samples/backfills/preview", "application/json", SOURCE)),
            Map.entry(
                    "PUT /api/samples/backfills/{id}",
                    List.of("/api/samples/backfills/NEW", "application/json", SOURCE)),
            Map.entry(
                    "POST /api/snapshots/import",
                    List.of(
                            "/api/snapshots/import?server=SERVER&format=csv&root=/x&at=2026-01-01",
                            "text/plain",
                            "path,size\n/x/a,1\n")));

    /// What changes something that is there.
    private static final Map<String, List<String>> CHANGES = Map.ofEntries(
            Map.entry("DELETE /api/groups/{group}", List.of("/api/groups/GROUP", "application/json", "")),
            Map.entry(
                    "DELETE /api/policies/{kind}/{target}",
                    List.of("/api/policies/retention/server:SERVER", "application/json", "")),
            Map.entry("POST /api/retention/run", List.of("/api/retention/run?server=SERVER", "application/json", "")),
            Map.entry(
                    "POST /api/samples/backfills/{id}/cancel",
                    List.of("/api/samples/backfills/BACKFILL/cancel", "application/json", "")),
            Map.entry(
                    "PUT /api/snapshots/{id}/holds/{kind}",
                    List.of("/api/snapshots/SNAPSHOT/holds/legal-hold", "application/json", "{\"reason\":\"mine\"}")),
            Map.entry(
                    "DELETE /api/snapshots/{id}/holds/{kind}",
                    List.of("/api/snapshots/SNAPSHOT/holds/pin", "application/json", "")),
            Map.entry(
                    "POST /api/snapshots/{id}/verify",
                    List.of("/api/snapshots/SNAPSHOT/verify", "application/json", "")));

    /// Tried in tests of their own, below or elsewhere: the stream of events, what agents deliver by a
    /// token for their own server, and whether the database answers.
    private static final Set<String> OTHERS = Set.of(
            "GET /api/events",
            "GET /health/db",
            "POST /api/samples",
            "PUT /api/snapshots/{id}",
            "PUT /api/snapshots/{id}/parts/{file}",
            "HEAD /api/snapshots/{id}/uploads/{file}",
            "DELETE /api/snapshots/{id}/uploads/{file}",
            "PATCH /api/snapshots/{id}/uploads/{file}");

    @TestHTTPResource("/api/events")
    URI events;

    @TempDir
    Path folder;

    @Test
    void everyOperationIsTried() throws IOException {
        Set<String> tried = new TreeSet<>(OTHERS);
        Stream.of(READS, MAKES, CHANGES).forEach(table -> tried.addAll(table.keySet()));

        assertThat(operations()).isEqualTo(tried);
    }

    @Test
    void allAnswersAreThoseOfAnInstallationOfItsOwn() throws Exception {
        Party acme = new Party("acme").settled(folder);
        List<String> told = follow(acme, "2026-02-01T00:00:00Z");
        Map<String, String> alone = acme.finds(addresses(acme));

        Party globex = new Party("globex").settled(folder);
        Party initech = new Party("initech").settled(folder);
        new Party("default").settled(folder);

        assertThat(alone.values()).allMatch(answer -> answer.startsWith("200"));
        assertThat(acme.finds(addresses(acme))).isEqualTo(alone);
        List<String> toldLater = follow(acme, "2026-02-02T00:00:00Z");
        assertThat(toldLater).startsWith(told.toArray(String[]::new));
        assertThat(toldLater).hasSize(told.size() + 1);
        assertThat(ids(toldLater))
                .isEqualTo(Stream.iterate(1, i -> i + 1).limit(toldLater.size()).toList());
        assertThat(withoutIds(globex, globex.finds(addresses(globex))))
                .isEqualTo(withoutIds(initech, initech.finds(addresses(initech))));
    }

    @Test
    void whatIsAnothersIsAnsweredAsWhatIsNothing() throws IOException {
        Party ours = new Party("ours").settled(folder);
        Party theirs = new Party("theirs").settled(folder);
        Map<String, String> before = theirs.finds(addresses(theirs));

        READS.forEach((operation, reads) -> {
            for (String address : reads) {
                assertThat(asked(ours, "GET", address, theirs))
                        .as(address)
                        .isEqualTo(asked(ours, "GET", address, null));
            }
        });
        CHANGES.forEach((operation, request) -> {
            assertThat(tried(ours, operation, request, theirs)).as(operation).startsWith("404");
            assertThat(tried(ours, operation, request, theirs))
                    .as(operation)
                    .isEqualTo(tried(ours, operation, request, null));
        });
        MAKES.forEach((operation, request) -> {
            assertThat(tried(ours, operation, request, theirs))
                    .as(operation)
                    .startsWith("422")
                    .contains("name-outside-tenant");
            assertThat(tried(ours, operation, request, theirs))
                    .as(operation)
                    .isEqualTo(tried(ours, operation, request, null));
        });
        assertThat(theirs.finds(addresses(theirs))).isEqualTo(before);
    }

    @Test
    void aTokenOfNoTenantSeesNothing() throws IOException {
        Party some = new Party("some").settled(folder);
        RequestSpecification nobody = given().auth()
                .oauth2(Tokens.ofNobody(
                        "servers:read", "snapshots:read", "samples:read", "groups:read", "policies:read"));

        for (String list : List.of(
                "/api/servers",
                "/api/snapshots",
                "/api/snapshots/latest",
                "/api/samples",
                "/api/samples/latest",
                "/api/samples/daily",
                "/api/groups",
                "/api/policies")) {
            assertThat(nobody.get(list).jsonPath().getList("items")).as(list).isEmpty();
        }
        assertThat(nobody.get("/api/servers/" + some.of("web-1")).statusCode()).isEqualTo(404);
        assertThat(nobody.get("/api/snapshots/" + some.last().id()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aServiceSeesAllTenantsEachWithItsOwnGroupsAndPolicies() throws IOException {
        Party one = new Party("one").settled(folder);
        Party two = new Party("two").settled(folder);
        String service = Tokens.as("analytics", "servers:read", "policies:read", "snapshots:read");

        for (Party party : List.of(one, two)) {
            Response server = given().auth().oauth2(service).get("/api/servers/" + party.of("web-1"));
            Response policy = given().auth().oauth2(service).get("/api/servers/" + party.of("web-1") + "/policy");

            assertThat(server.jsonPath().getList("groups")).isEqualTo(List.of(party.of("webs")));
            assertThat(policy.jsonPath().getMap("sources"))
                    .containsEntry("scan.cpuShare", "group:" + party.of("webs"))
                    .containsEntry("retention.daily", "server:" + party.of("web-1"));
            assertThat(given().auth()
                            .oauth2(service)
                            .get("/api/servers?group=" + party.of("webs"))
                            .jsonPath()
                            .getList("items.name"))
                    .isEqualTo(List.of(party.of("web-1")));
        }
    }

    @Test
    void anAgentDeliversForItsOwnServerOnlyAndAPersonForHisTenantOnly() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "web-1@theirs");
        Response agent = new Agent("web-1@ours").seal(snapshot);
        Response person = given().auth()
                .oauth2(Tokens.ofTenant("ours", "snapshots:write"))
                .contentType("application/json")
                .body(snapshot.manifestBytes())
                .put("/api/snapshots/" + snapshot.id());

        assertThat(agent.statusCode()).isEqualTo(403);
        assertThat(person.statusCode()).isEqualTo(422);
        assertThat(person.jsonPath().getString("code")).isEqualTo("name-outside-tenant");
    }

    @Test
    void anIdThatAnotherTenantHasIsTaken() throws IOException {
        Party theirs = new Party("owner").settled(folder);
        SampleSnapshot mine = SampleSnapshot.in(Files.createDirectory(folder.resolve("mine")), "web-1@late");
        mine.manifest().put("snapshotId", theirs.last().id().toString());

        Response sealed = new Agent("web-1@late").deliver(mine);

        assertThat(sealed.statusCode()).isEqualTo(409);
        assertThat(sealed.jsonPath().getString("code")).isEqualTo("snapshot-conflict");
        assertThat(theirs.asks()
                        .get("/api/snapshots/" + theirs.last().id())
                        .jsonPath()
                        .getString("server"))
                .isEqualTo("web-1@owner");
    }

    /// All addresses with this party's own names and ids.
    private static List<String> addresses(Party party) {
        return READS.values().stream()
                .flatMap(List::stream)
                .map(address -> filled(address, party))
                .toList();
    }

    /// With the names and ids of a party; with those of nothing of that tenant's kind where it is null.
    private static String filled(String text, @Nullable Party party) {
        return text.replace("EVERYTHING", party == null ? "everything@theirz" : party.of("everything"))
                .replace("GROUP", party == null ? "webs@theirz" : party.of("webs"))
                .replace("SERVER", party == null ? "web-1@theirz" : party.of("web-1"))
                .replace("SNAPSHOT", party == null ? NOTHING : party.last().id().toString())
                .replace("BACKFILL", party == null ? NOTHING : party.backfill().toString())
                .replace("NEW", "019aa5b2-6c00-7a31-8d2e-5f0c1b2a3d4f");
    }

    private static final String NOTHING = "019aa5b2-6c00-7a31-8d2e-5f0c1b2a3d4e";

    /// The answer, with what was asked for left out of it.
    private static String asked(Party who, String method, String address, @Nullable Party whose) {
        return neutral(Party.told(who.asks().request(method, filled(address, whose))), whose);
    }

    private static String tried(Party who, String operation, List<String> request, @Nullable Party whose) {
        RequestSpecification asks = who.asks().contentType(request.get(1));
        String body = filled(request.get(2), whose);
        String method = operation.substring(0, operation.indexOf(' '));
        String address = filled(request.get(0), whose);
        return neutral(
                Party.told(
                        body.isEmpty()
                                ? asks.request(method, address)
                                : asks.body(body).request(method, address)),
                whose);
    }

    private static String neutral(String answer, @Nullable Party whose) {
        String known = whose == null
                ? answer
                : answer.replace(whose.last().id().toString(), NOTHING)
                        .replace(whose.backfill().toString(), NOTHING);
        return known.replace("@theirz", "@theirs").replaceAll("null|\"[0-9a-f]{64}\"", "");
    }

    /// Two parties have the same, but for names, ids and times.
    private static Map<String, String> withoutIds(Party party, Map<String, String> found) {
        Map<String, String> alike = new TreeMap<>();
        found.forEach((address, answer) -> alike.put(alike(party, address), alike(party, answer)));
        return alike;
    }

    private static String alike(Party party, String text) {
        return text.replace("@" + party.tenant(), "")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID")
                .replaceAll("\"version\":\\d+", "N")
                .replaceAll("[0-9a-f]{64}|W?/?\"[^\" ]*-full[^\" ]*\"", "SUM")
                .replaceAll("\"bytes\":\\d+|\"nextCursor\":\"[^\"]*\"", "")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "T");
    }

    /// Everything the party is told up to a reading that it then delivers.
    private List<String> follow(Party party, String at) throws IOException, InterruptedException {
        party.sample(at, 1);
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Authorization", "Bearer " + party.token())
                .build();
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        List<String> told = new ArrayList<>();
        try (Stream<String> lines = answer.body()) {
            var data = lines.filter(line -> line.startsWith("data:")).iterator();
            do {
                told.add(data.next());
            } while (!told.getLast().contains("\"at\":\"" + at + "\""));
        }
        return told;
    }

    private static List<Integer> ids(List<String> told) {
        return told.stream()
                .map(line -> Pattern.compile("\"id\":\"(\\d+)\"")
                        .matcher(line)
                        .results()
                        .findFirst()
                        .orElseThrow())
                .map(id -> Integer.valueOf(id.group(1)))
                .toList();
    }

    private static Set<String> operations() throws IOException {
        Set<String> operations = new TreeSet<>();
        String path = "";
        for (String line : Files.readAllLines(Path.of("openapi.yaml"))) {
            Matcher place = Pattern.compile("  (/\\S+):").matcher(line);
            Matcher method =
                    Pattern.compile("    (get|put|post|delete|patch|head):").matcher(line);
            if (place.matches()) {
                path = place.group(1);
            } else if (method.matches()) {
                operations.add(method.group(1).toUpperCase(java.util.Locale.ROOT) + " " + path);
            }
        }
        return operations;
    }
}
