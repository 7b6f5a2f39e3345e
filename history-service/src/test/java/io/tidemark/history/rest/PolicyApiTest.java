package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class PolicyApiTest {

    @Test
    void aServerNamedBeforeItReportsIsAwaitedAndReportsLater() {
        put("/api/servers/awaited-1/tags", "{\"role\":\"db\"}").then().statusCode(200);

        Response before = admin().get("/api/servers/awaited-1");
        sample("awaited-1", "/");
        Response after = admin().get("/api/servers/awaited-1");

        before.then().body("state", equalTo("awaited")).body("firstSeenAt", nullValue());
        after.then().body("state", equalTo("reporting")).body("tags.role", equalTo("db"));
        assertThat(after.<String>path("firstSeenAt")).isEqualTo(after.path("lastSeenAt"));
    }

    @Test
    void importsServersAndKeepsTagsThatAreNoColumn() {
        put("/api/servers/list-1/tags", "{\"role\":\"db\",\"rack\":\"7\",\"site\":\"vienna\"}")
                .then()
                .statusCode(200);

        Response imported = csv("server,role,rack\nlist-1,web,\nlist-2,web,9\n");

        imported.then().statusCode(200).body("servers", equalTo(2));
        admin().get("/api/servers/list-1")
                .then()
                .body("tags", equalTo(java.util.Map.of("role", "web", "site", "vienna")));
        admin().get("/api/servers/list-2").then().body("tags", equalTo(java.util.Map.of("role", "web", "rack", "9")));
    }

    @Test
    void takesNoLineOfAListWithAWrongOne() {
        Response imported = csv("server,role\nwrong-1,web\nwrong 2,web\n");

        imported.then().statusCode(422).body("errors.field", contains("line 3"));
        admin().get("/api/servers/wrong-1").then().statusCode(404).body("code", equalTo("server-not-found"));
    }

    @Test
    void listsTheServersOfAGroupOfGroups() {
        csv("server,role,site\nin-1,x-db,north\nin-2,x-db,south\nin-3,x-web,north\n");
        group("x-databases", "{\"tag\":\"role\",\"in\":[\"x-db\"]}").then().statusCode(200);
        group("x-north", "{\"and\":[{\"group\":\"x-databases\"},{\"not\":{\"tag\":\"site\",\"in\":[\"south\"]}}]}")
                .then()
                .statusCode(200);

        Response servers = admin().get("/api/servers?group=x-north");

        servers.then().statusCode(200).body("items.name", contains("in-1"));
        servers.then().body("items[0].groups", contains("x-databases", "x-north"));
    }

    @Test
    void refusesGroupsThatWouldContainThemselves() {
        group("loop-a", "{\"tag\":\"role\",\"in\":[\"x\"]}").then().statusCode(200);
        group("loop-b", "{\"or\":[{\"group\":\"loop-a\"}]}").then().statusCode(200);

        Response looped = group("loop-a", "{\"not\":{\"group\":\"loop-b\"}}");

        looped.then().statusCode(422).body("errors[0].message", equalTo("group 'loop-a' would contain itself"));
    }

    @Test
    void ofTwoChangesAtOnceThatMakeACircleOnlyOneIsMade() {
        group("race-a", "{\"tag\":\"role\",\"in\":[\"x\"]}").then().statusCode(200);
        group("race-b", "{\"tag\":\"role\",\"in\":[\"x\"]}").then().statusCode(200);

        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                () -> group("race-a", "{\"group\":\"race-b\"}").statusCode());
        int second = group("race-b", "{\"group\":\"race-a\"}").statusCode();

        assertThat(java.util.List.of(first.join(), second)).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void keepsAGroupThatIsNeeded() {
        group("needed-a", "{\"tag\":\"role\",\"in\":[\"x\"]}").then().statusCode(200);
        group("needed-b", "{\"group\":\"needed-a\"}").then().statusCode(200);
        put("/api/policies/sampling/group:needed-b", "{}").then().statusCode(200);

        admin().delete("/api/groups/needed-a").then().statusCode(409).body("detail", containsString("needed-b"));
        admin().delete("/api/groups/needed-b").then().statusCode(409);
        admin().delete("/api/policies/sampling/group:needed-b").then().statusCode(204);
        admin().delete("/api/groups/needed-b").then().statusCode(204);
        admin().delete("/api/groups/needed-a").then().statusCode(204);
        admin().get("/api/groups/needed-a").then().statusCode(404);
    }

    @Test
    void refusesSelectorsThatAreNone() {
        group("none-1", "{\"tag\":\"role\"}").then().statusCode(422);
        group("none-1", "{\"nand\":[]}").then().statusCode(422);
        group("none-1", "{\"group\":\"unheard-of\"}").then().statusCode(422);
        group("none-1", "{\"tag\":\"Role\",\"in\":[\"x\"]}").then().statusCode(422);
    }

    @Test
    void answersWhatHoldsForAServerAndWhereItComesFrom() {
        csv("server,role\neff-1,eff-db\n");
        group("eff-databases", "{\"tag\":\"role\",\"in\":[\"eff-db\"]}").then().statusCode(200);
        put("/api/policies/scan/group:eff-databases", "{\"cpuShare\":0.25,\"longest\":\"PT90M\"}")
                .then()
                .statusCode(200);
        put("/api/policies/scan/server:eff-1", "{\"longest\":null}").then().statusCode(200);

        Response policy = agent("eff-1").get("/api/servers/eff-1/policy");

        policy.then()
                .statusCode(200)
                .body("server", equalTo("eff-1"))
                .body("scan.cpuShare", equalTo(0.25f))
                .body("scan.longest", nullValue())
                .body("scan.oneFilesystem", equalTo(true))
                .body("sampling.interval", equalTo("PT1M"))
                .body("sources.'scan.cpuShare'", equalTo("group:eff-databases"))
                .body("sources.'scan.longest'", equalTo("server:eff-1"))
                .body("sources.'sampling.interval'", equalTo("default"));
    }

    @Test
    void anAgentGetsItsPolicyOnceAndAgainWhenItChanged() {
        put("/api/servers/tagged-1/tags", "{}").then().statusCode(200);
        String tag = agent("tagged-1").get("/api/servers/tagged-1/policy").header("ETag");

        Response same = agent("tagged-1").header("If-None-Match", tag).get("/api/servers/tagged-1/policy");
        put("/api/policies/scan/server:tagged-1", "{\"idle\":false}").then().statusCode(200);
        Response changed = agent("tagged-1").header("If-None-Match", tag).get("/api/servers/tagged-1/policy");

        same.then().statusCode(304);
        changed.then().statusCode(200).body("scan.idle", equalTo(false));
    }

    @Test
    void anAgentReadsItsOwnPolicyOnlyAndItsFirstBeforeItReports() {
        agent("not-there-yet").get("/api/servers/not-there-yet/policy").then().statusCode(200);
        agent("not-there-yet").get("/api/servers/eff-1/policy").then().statusCode(403);
        admin().get("/api/servers/never-heard-of/policy").then().statusCode(404);
    }

    @Test
    void namesTheWrongFieldsOfAPolicyAndKeepsNothing() {
        Response put = put("/api/policies/retention/everything", "{\"daily\":-1,\"fullFor\":\"soon\",\"weekly\":4}");

        put.then().statusCode(422).body("errors.field", containsInAnyOrder("daily", "fullFor"));
        admin().get("/api/policies/retention/everything").then().statusCode(404);
    }

    @Test
    void keepsEveryVersionAndReplacesOnlyTheOneThatIsMeant() {
        put("/api/servers/versions-1/tags", "{}").then().statusCode(200);
        String path = "/api/policies/sampling/server:versions-1";
        put(path, "{\"interval\":\"PT60S\"}")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("document.interval", equalTo("PT1M"));

        json().header("If-Match", "\"1\"")
                .body("{\"interval\":\"PT2M\"}")
                .put(path)
                .then()
                .statusCode(200);
        json().header("If-Match", "\"1\"")
                .body("{\"interval\":\"PT3M\"}")
                .put(path)
                .then()
                .statusCode(412);
        json().header("If-None-Match", "*").body("{}").put(path).then().statusCode(412);
        admin().delete(path).then().statusCode(204);
        admin().delete(path).then().statusCode(404);

        admin().get(path).then().statusCode(404);
        admin().get(path + "/versions")
                .then()
                .body("items.version", contains(3, 2, 1))
                .body("items[0].document", nullValue())
                .body("items[1].document.interval", equalTo("PT2M"))
                .body("items[1].changedBy", equalTo("administrator"));
    }

    @Test
    void showsWhatAPolicyWouldChangeAndChangesNothing() {
        csv("server,role\npre-1,pre-db\n");
        group("pre-databases", "{\"tag\":\"role\",\"in\":[\"pre-db\"]}").then().statusCode(200);

        Response preview = json().body("{\"cpuShare\":0.5}").post("/api/policies/scan/group:pre-databases/preview");

        preview.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].server", equalTo("pre-1"))
                .body("items[0].fields[0].field", equalTo("scan.cpuShare"))
                .body("items[0].fields[0].to", equalTo(0.5f));
        admin().get("/api/policies/scan/group:pre-databases").then().statusCode(404);
    }

    @Test
    void attachesNothingToWhatIsNotThere() {
        put("/api/policies/scan/group:unheard-of", "{}").then().statusCode(422);
        put("/api/policies/scan/server:unheard-of", "{}").then().statusCode(422);
        put("/api/policies/scan/nowhere", "{}").then().statusCode(422).body("errors.field", contains("target"));
        put("/api/policies/tiering/everything", "{}").then().statusCode(422).body("errors.field", contains("kind"));
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        put("/api/servers/large-1/tags", " ".repeat(2 << 20)).then().statusCode(413);
    }

    @Test
    void refusesCallersWithoutPermission() {
        RequestSpecification viewer = given().auth()
                .oauth2(Tokens.with("servers:read", "groups:read", "policies:read"))
                .contentType("application/json");

        assertThat(IntStream.of(
                        viewer.body("{}").put("/api/servers/x/tags").statusCode(),
                        viewer.body("{}").put("/api/groups/x").statusCode(),
                        viewer.body("{}").put("/api/policies/scan/everything").statusCode()))
                .containsOnly(403);
    }

    private static void sample(String server, String volume) {
        String body = """
                {"samples":[{"server":"%s","volume":"%s","device":"d","type":"ext4","at":"2026-02-01T00:00:00Z",
                "sizeBytes":1,"usedBytes":1,"freeBytes":1,"availableBytes":1,"inodes":1,"inodesFree":1}]}""".formatted(server, volume);
        new Agent(server)
                .request()
                .contentType("application/json")
                .body(body)
                .post("/api/samples")
                .then()
                .statusCode(200);
    }

    private static Response csv(String text) {
        return admin().contentType("text/csv").body(text).post("/api/servers/import");
    }

    private static Response group(String name, String selector) {
        return put("/api/groups/" + name, "{\"priority\":1,\"selector\":" + selector + "}");
    }

    private static Response put(String path, String body) {
        return json().body(body).put(path);
    }

    private static RequestSpecification json() {
        return admin().contentType("application/json");
    }

    private static RequestSpecification admin() {
        return given().auth()
                .oauth2(Tokens.as(
                        "administrator",
                        "servers:read",
                        "servers:write",
                        "groups:read",
                        "groups:write",
                        "policies:read",
                        "policies:write"));
    }

    private static RequestSpecification agent(String server) {
        return given().auth().oauth2(Tokens.forServer(server, "policies:read"));
    }
}
