package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class EnrolmentResourceTest {
    @Test
    void anAgentThatEnrolledSignsInWithItsKeyAndSpeaksForItsServerOnly() {
        String key = KeySteps.newKey();
        String token = KeySteps.enrolment(Map.of("server", "farm-1", "tags", Map.of("role", "web")))
                .then()
                .statusCode(201)
                .extract()
                .path("token");

        Response enrolled = KeySteps.enrol(token, "farm-1", key);

        assertThat(enrolled.statusCode()).isEqualTo(200);
        assertThat(enrolled.<String>path("clientId")).isEqualTo("scan@farm-1");
        assertThat(enrolled.<String>path("server")).isEqualTo("farm-1");
        assertThat(enrolled.<String>path("keyId")).isEqualTo(key.substring(0, 16));
        assertThat(enrolled.asString()).doesNotContain(key);
        String claims = KeySteps.claims(SignIns.token(SignIns.clientCredentials("scan@farm-1", key)));
        assertThat(claims)
                .contains("\"sub\":\"scan@farm-1\"", "\"client_id\":\"scan@farm-1\"", "\"server\":\"farm-1\"")
                .contains(
                        "\"scope\":\"policies:read snapshots:read snapshots:write samples:write hashes:write audit:write\"")
                .contains("\"tags\":{\"role\":\"web\"}", "\"enrolment\":\"" + token.substring(0, 16) + "\"");
        SignIns.clientCredentials("scan@farm-2", key).then().statusCode(401);
        assertThat(KeySteps.logged("enrol", "scan@farm-1"))
                .containsExactly("key " + key.substring(0, 16) + " enrolment " + token.substring(0, 16));
    }

    @Test
    void usedExpiredWithdrawnForeignAndMadeUpTokensGetTheVerySameAnswerAndAreInTheLog() throws Exception {
        String used = KeySteps.enrolmentFor("farm-3");
        KeySteps.enrol(used, "farm-3", KeySteps.newKey()).then().statusCode(200);
        String over = KeySteps.enrolment(Map.of("server", "farm-3", "lifetime", "PT0.001S"))
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        String withdrawn = KeySteps.enrolmentFor("farm-3");
        KeySteps.as(SignIns.administrator())
                .delete("/api/auth/enrolments/" + withdrawn.substring(0, 16))
                .then()
                .statusCode(204);
        String foreign = KeySteps.enrolmentFor("farm-4");
        String madeUp = "tde_" + "x".repeat(50);

        List<Response> answers = new ArrayList<>();
        for (String token : List.of(used, over, withdrawn, foreign, madeUp, KeySteps.newKey(), "")) {
            answers.add(KeySteps.enrol(token, "farm-3", KeySteps.newKey()));
        }

        Response first = answers.getFirst();
        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(first.<String>path("code")).isEqualTo("enrolment-refused");
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.asString()).isEqualTo(first.asString());
        });
        assertThat(KeySteps.logged("enrol-refused", "scan@farm-3"))
                .contains(
                        "used enrolment " + used.substring(0, 16),
                        "expired enrolment " + over.substring(0, 16),
                        "withdrawn enrolment " + withdrawn.substring(0, 16),
                        "foreign enrolment " + foreign.substring(0, 16));
        KeySteps.enrol(foreign, "farm-4", KeySteps.newKey()).then().statusCode(200);
    }

    @Test
    void whoseAnswerWasLostAsksAgainWithTheSameKeyAndIsLetIn() {
        String key = KeySteps.newKey();
        String token = KeySteps.enrolmentFor("farm-5");
        Response first = KeySteps.enrol(token, "farm-5", key);

        Response again = KeySteps.enrol(token, "farm-5", key);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(KeySteps.logged("enrol", "scan@farm-5")).hasSize(1);
        SignIns.clientCredentials("scan@farm-5", key).then().statusCode(200);
    }

    @Test
    void ofTwentyAtOnceWithOneTokenOneIsLetIn() throws Exception {
        String token = KeySteps.anyEnrolment();
        Set<String> good = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String server = "herd-" + i;
                String key = KeySteps.newKey();
                all.add(threads.submit(() -> {
                    int status = KeySteps.enrol(token, server, key).statusCode();
                    synchronized (good) {
                        if (status == 200) {
                            good.add(server);
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(good).hasSize(1);
    }

    @Test
    void aTokenForNewServersReplacesNoAgentAndStaysGoodForAnother() {
        KeySteps.enrol(KeySteps.enrolmentFor("farm-6"), "farm-6", KeySteps.newKey())
                .then()
                .statusCode(200);
        String token = KeySteps.anyEnrolment();

        Response enrolledBefore = KeySteps.enrol(token, "farm-6", KeySteps.newKey());
        Response withGivenSecret = KeySteps.enrol(token, "db-03", KeySteps.newKey());

        for (Response taken : List.of(enrolledBefore, withGivenSecret)) {
            assertThat(taken.statusCode()).isEqualTo(409);
            assertThat(taken.<String>path("code")).isEqualTo("server-enrolled");
        }
        KeySteps.enrol(token, "farm-7", KeySteps.newKey()).then().statusCode(200);
    }

    @Test
    void aTokenForAServerReplacesItsAgentWhoseTokensAreRevoked() {
        String former = KeySteps.newKey();
        KeySteps.enrol(KeySteps.enrolmentFor("farm-8"), "farm-8", former).then().statusCode(200);
        String token = SignIns.token(SignIns.clientCredentials("scan@farm-8", former));
        String next = KeySteps.newKey();

        KeySteps.enrol(KeySteps.enrolmentFor("farm-8"), "farm-8", next).then().statusCode(200);

        SignIns.clientCredentials("scan@farm-8", next).then().statusCode(200);
        SignIns.clientCredentials("scan@farm-8", former).then().statusCode(401);
        assertThat(SignIns.revokedSoon(token)).isTrue();
    }

    @Test
    void wrongFieldsAreNamed() {
        Response body = KeySteps.enrol("tde_x", "no/server", "tdk_x");
        Response server = KeySteps.enrolment(Map.of("server", "a b"));
        Response tags = KeySteps.enrolment(Map.of("tags", Map.of("Role", "web")));
        Response longest = KeySteps.enrolment(Map.of("lifetime", "P8D"));
        Response malformed = KeySteps.enrolment(Map.of("lifetime", "an hour"));

        assertThat(body.statusCode()).isEqualTo(422);
        assertThat(body.<List<String>>path("errors.field")).containsExactly("server", "key");
        assertThat(server.<List<String>>path("errors.field")).containsExactly("server");
        assertThat(tags.<List<String>>path("errors.field")).containsExactly("tags");
        assertThat(longest.<List<String>>path("errors.field")).containsExactly("lifetime");
        assertThat(malformed.<List<String>>path("errors.field")).containsExactly("lifetime");
    }

    @Test
    void theListTellsWhatBecameOfATokenAndNeverItsText() {
        String token = KeySteps.enrolmentFor("farm-9");
        String key = KeySteps.newKey();
        KeySteps.enrol(token, "farm-9", key).then().statusCode(200);

        Response list =
                KeySteps.as(SignIns.administrator()).queryParam("limit", 1000).get("/api/auth/enrolments");

        assertThat(list.statusCode()).isEqualTo(200);
        Map<String, Object> one = list.path("items.find { it.id == '" + token.substring(0, 16) + "' }");
        assertThat(one)
                .containsEntry("state", "used")
                .containsEntry("usedBy", "farm-9")
                .containsEntry("usedKey", key.substring(0, 16))
                .containsEntry("createdBy", "administrator");
        assertThat(list.asString()).doesNotContain(token);
    }
}
