package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.tidemark.auth.ClusterResource;
import io.tidemark.auth.DirectoryResource;
import io.tidemark.auth.ProviderResource;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.credential.CodeSecret;
import io.tidemark.auth.credential.OneTimeCodes;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.outside.TestDirectory;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
@QuarkusTestResource(ClusterResource.class)
@QuarkusTestResource(ProviderResource.class)
@QuarkusTestResource(DirectoryResource.class)
class DirectorySignInTest {
    @Inject
    Prover prover;

    /// What fails here on purpose must not slow down the tests that come after from the same address.
    @AfterEach
    void forgetFailures() throws SQLException {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("delete from attempt where watched = 'address 127.0.0.1'");
        }
    }

    @Test
    void aPersonOfTheDirectorySignsInWithItsGroups() {
        KeySteps.as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("description", "", "users", List.of(), "groups", List.of()))
                .put("/api/user-groups/ldap-operators")
                .then()
                .statusCode(200);
        KeySteps.as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("group", "ldap-operators", "role", "operator"))
                .post("/api/assignments")
                .then()
                .statusCode(200);

        Response answer = SignIns.password("ldap:Alice", TestDirectory.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("scope")).contains("scans:execute");
        assertThat(KeySteps.claims(SignIns.token(answer))).contains("\"sub\":\"ldap:alice\"", "\"amr\":[\"pwd\"]");
        assertThat(SignIns.refresh(answer.path("refresh_token")).statusCode()).isEqualTo(200);
        assertThat(KeySteps.logged("renew-user-groups", "ldap:alice"))
                .containsExactly("from [] to [ldap-operators] user ldap:alice");
    }

    @Test
    void whateverIsWrongIsAnsweredAlike() {
        Response unknown = SignIns.password("ldap:nobody", TestDirectory.PASSWORD);

        for (Response wrong : List.of(
                SignIns.password("ldap:bob", "wrong"),
                SignIns.password("ldap:twice", TestDirectory.PASSWORD),
                SignIns.password("ldap:*", TestDirectory.PASSWORD),
                SignIns.password("ldap:bob)(uid=*", TestDirectory.PASSWORD),
                SignIns.password("bob", TestDirectory.PASSWORD))) {
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.asString()).isEqualTo(unknown.asString());
        }
        assertThat(SignIns.password("ldap:bob", "").statusCode()).isEqualTo(400);
        assertThat(KeySteps.logged("sign-in-refused", "ldap:bob")).containsExactly("wrong-secret grant_type=password");
        assertThat(KeySteps.logged("sign-in-refused", "ldap:nobody")).containsExactly("unknown grant_type=password");
    }

    @Test
    void anEmptyPasswordIsRefusedBelowTheFormToo() {
        assertThat(PresentTenancy.asAll(() -> prover.signIn("ldap:bob", "", "", "10.7.0.1")))
                .isEqualTo(new Proof.Refused(Proof.Reason.WRONG_SECRET));
        assertThat(PresentTenancy.asAll(() -> prover.password("ldap:bob", "", "10.7.0.1")))
                .isEqualTo(new Proof.Refused(Proof.Reason.WRONG_SECRET));
    }

    @Test
    void guessingIsSlowedDownHoweverTheNameIsWritten() {
        for (String name : List.of("ldap:twice", "ldap:TWICE", "ldap:Twice", "ldap:tWice", "ldap:twIce")) {
            assertThat(PresentTenancy.asAll(() -> prover.signIn(name, "guess", "", "10.7.0.2")))
                    .isInstanceOf(Proof.Refused.class);
        }

        assertThat(PresentTenancy.asAll(() -> prover.signIn("ldap:twiCe", "guess", "", "10.7.0.2")))
                .isInstanceOf(Proof.SlowedDown.class);
    }

    @Test
    void oneTimeCodesAreSetUpAndAskedForAsOfLocalAccounts() {
        String token = SignIns.token(SignIns.password("ldap:carol", TestDirectory.PASSWORD));
        Response begun = KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("password", TestDirectory.PASSWORD))
                .post("/api/users/ldap:carol/one-time-codes");
        byte[] secret = new CodeSecret(begun.path("secret")).bytes();
        KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("code", code(secret, 0)))
                .post("/api/users/ldap:carol/one-time-codes/confirm")
                .then()
                .statusCode(200);

        Response without = SignIns.password("ldap:carol", TestDirectory.PASSWORD);
        Response wrong = given().formParam("grant_type", "password")
                .formParam("username", "ldap:carol")
                .formParam("password", TestDirectory.PASSWORD)
                .formParam("otp", "000000")
                .post("/api/auth/token");
        Response with = given().formParam("grant_type", "password")
                .formParam("username", "ldap:carol")
                .formParam("password", TestDirectory.PASSWORD)
                .formParam("otp", code(secret, 1))
                .post("/api/auth/token");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(wrong.asString()).isEqualTo(without.asString());
        assertThat(KeySteps.claims(SignIns.token(with))).contains("\"amr\":[\"pwd\",\"otp\",\"mfa\"]");
    }

    @Test
    void namesOfAnyAlphabetAreSignedInWithHoweverTheyAreWrittenAndKeptAsTheyAre() {
        String administrator = SignIns.administrator();
        List<String> subjects = Stream.of("M%C3%BCller", "mu%CC%88ller", "%EF%BC%ADU%CC%88LLER")
                .map(name -> encoded("ldap%3A" + name))
                .map(answer -> KeySteps.claims(SignIns.token(answer)))
                .map(claims -> claims.replaceAll("(?s).*\"sub\":\"([^\"]*)\".*", "$1"))
                .toList();

        assertThat(subjects).containsOnly("ldap:müller");
        assertThat(KeySteps.logged("create-user", "ldap:müller")).hasSize(1);
        assertThat(KeySteps.logged("sign-in", "ldap:müller")).hasSize(3);
        assertThat(KeySteps.as(administrator)
                        .get("/api/users/{name}/rights", "ldap:müller")
                        .<String>path("user"))
                .isEqualTo("ldap:müller");
        for (String form : List.of("", "/syslog", "/cef")) {
            byte[] export = KeySteps.as(administrator)
                    .get("/api/audit/export" + form)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            assertThat(new String(export, StandardCharsets.UTF_8)).as(form).contains("ldap:müller");
        }
        assertThat(KeySteps.as(administrator).get("/api/audit/verify").<Boolean>path("intact"))
                .isTrue();
    }

    @Test
    void guessingIsSlowedDownWhateverMarksAreAddedToAName() {
        for (String name : List.of("ldap:tẃice", "ldap:twìce", "ldap:twiće", "ldap:twicè", "ldap:TWİCE")) {
            assertThat(PresentTenancy.asAll(() -> prover.signIn(name, "guess", "", "10.7.0.3")))
                    .isInstanceOf(Proof.Refused.class);
        }

        assertThat(PresentTenancy.asAll(() -> prover.signIn("ldap:twice", "guess", "", "10.7.0.3")))
                .isInstanceOf(Proof.SlowedDown.class);
    }

    @Test
    void theDatabaseTakesNoNameInTwoSpellings() throws SQLException {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            for (String name : List.of("ldap:mu\u0308ller", "ldap:a b", "ldap:A", "ldap:a\u0007", "ldap:.a", "ldap:")) {
                assertThatThrownBy(() -> statement.executeUpdate(
                                "insert into account (name, password_hash, created_at) values ('" + name
                                        + "', '', now())"))
                        .as(name)
                        .hasMessageContaining("account_name_check");
            }
        }
    }

    /// As a shell sends a form, without saying in which characters.
    private static Response encoded(String username) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/x-www-form-urlencoded")
                .body("grant_type=password&username=" + username + "&password="
                        + URLEncoder.encode(TestDirectory.PASSWORD, StandardCharsets.UTF_8))
                .post("/api/auth/token");
    }

    @Test
    void aDisabledAccountStaysOut() {
        SignIns.password("ldap:dave", TestDirectory.PASSWORD).then().statusCode(200);
        KeySteps.as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("disabled", true))
                .put("/api/users/ldap:dave/disabled")
                .then()
                .statusCode(200);

        assertThat(SignIns.password("ldap:dave", TestDirectory.PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(KeySteps.logged("sign-in-refused", "ldap:dave")).containsExactly("disabled grant_type=password");
    }

    private static String code(byte[] secret, int ahead) {
        return OneTimeCodes.of(secret, Instant.now().getEpochSecond() / 30 + ahead);
    }
}
