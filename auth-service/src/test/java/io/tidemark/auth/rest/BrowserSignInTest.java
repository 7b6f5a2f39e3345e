package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.ClusterResource;
import io.tidemark.auth.DirectoryResource;
import io.tidemark.auth.ProviderResource;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
@QuarkusTestResource(ClusterResource.class)
@QuarkusTestResource(ProviderResource.class)
@QuarkusTestResource(DirectoryResource.class)
class BrowserSignInTest {
    @Test
    void aPersonOfTheProviderGetsTokensAndAnAccount() {
        Map<String, String> answer =
                BrowserSteps.signIn(Map.of("sub", "s-1", "preferred_username", "Ada Byron", "amr", List.of("mfa")));

        Response tokens = BrowserSteps.tokens(Objects.requireNonNull(answer.get("code")));

        assertThat(answer).containsEntry("state", "state of the program");
        assertThat(tokens.statusCode()).isEqualTo(200);
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
        assertThat(KeySteps.claims(SignIns.token(tokens)))
                .contains("\"sub\":\"oidc:ada-byron\"", "\"client_id\":\"tidemark\"", "\"amr\":[\"mfa\"]")
                .contains("\"scope\":\"\"");
        assertThat(SignIns.refresh(tokens.path("refresh_token")).statusCode()).isEqualTo(200);
        assertThat(KeySteps.logged("create-user", "oidc:ada-byron"))
                .containsExactly("from " + ProviderResource.issuer() + " s-1 user oidc:ada-byron");
        assertThat(KeySteps.logged("sign-in", "oidc:ada-byron")).contains("accepted grant_type=authorization_code");
    }

    @Test
    void theProviderIsAskedWithPkceStateAndNonceAndTheBrowserKeepsWhatItBegan() {
        Response begun = BrowserSteps.begin(BrowserSteps.PROGRAM);

        Map<String, String> question = BrowserSteps.query(begun.header("Location"));
        assertThat(begun.statusCode()).isEqualTo(303);
        assertThat(begun.header("Location")).startsWith(ProviderResource.issuer() + "/authorize?");
        assertThat(question)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", ProviderResource.CLIENT)
                .containsEntry("redirect_uri", ProviderResource.CALLBACK)
                .containsEntry("scope", "openid profile")
                .containsEntry("prompt", "select_account")
                .containsEntry("code_challenge_method", "S256");
        assertThat(question.get("state")).hasSize(43).isNotEqualTo(question.get("nonce"));
        assertThat(question.get("nonce")).hasSize(43);
        assertThat(begun.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/api/auth/callback", "Max-Age=600")
                .doesNotContain(question.get("state"), question.get("nonce"));
        assertThat(begun.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aNameThatSomebodyElseHasIsMarkedAndNobodyTakesAnAccountOver() {
        String first = subject(Map.of("sub", "s-2", "preferred_username", "grace"));
        String second = subject(Map.of("sub", "s-3", "preferred_username", "grace"));
        String again = subject(Map.of("sub", "s-2", "preferred_username", "renamed"));

        assertThat(first).isEqualTo("oidc:grace");
        assertThat(second).matches("oidc:grace-[0-9a-f]{12}");
        assertThat(again).isEqualTo("oidc:grace");
    }

    @Test
    void aLocalNameIsAnotherAccount() {
        assertThat(subject(Map.of("sub", "s-4", "preferred_username", "administrator")))
                .isEqualTo("oidc:administrator");
        assertThat(SignIns.password("oidc:administrator", "").statusCode()).isEqualTo(400);
        assertThat(SignIns.password("oidc:administrator", "x").statusCode()).isEqualTo(401);
        assertThat(SignIns.create("oidc:made-up", "correct horse battery", "viewer")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void groupsThereAreGroupsHereAndRenewedAtEachSignIn() {
        String administrator = SignIns.administrator();
        group(administrator, "oidc-operators", List.of());
        group(administrator, "oidc-auditors", List.of());
        subject(Map.of("sub", "s-5", "preferred_username", "jean"));
        group(administrator, "not-governed", List.of("oidc:jean"));
        give(administrator, "oidc-operators", "operator");

        String operator = scope(List.of("storage operators", "unknown"));
        String both = String.join(" ", groupsOf("oidc:jean"));
        String nothing = scope(List.of());

        assertThat(operator).contains("scans:execute");
        assertThat(both).isEqualTo("not-governed oidc-operators");
        assertThat(nothing).isEmpty();
        assertThat(groupsOf("oidc:jean")).containsExactly("not-governed");
        assertThat(KeySteps.logged("renew-user-groups", "oidc:jean"))
                .containsExactly(
                        "from [oidc-operators] to [] user oidc:jean", "from [] to [oidc-operators] user oidc:jean");
    }

    @Test
    void aDisabledAccountStaysOutByEachWay() {
        Map<String, String> said = Map.of("sub", "s-6", "preferred_username", "leaver");
        String code = BrowserSteps.code(said);
        given().auth()
                .oauth2(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("disabled", true))
                .put("/api/users/oidc:leaver/disabled")
                .then()
                .statusCode(200);

        assertThat(BrowserSteps.tokens(code).statusCode()).isEqualTo(401);
        assertThat(BrowserSteps.signIn(said))
                .containsEntry("error", "access_denied")
                .doesNotContainKey("code");
        assertThat(BrowserSteps.exchange(ProviderResource.idToken(said)).statusCode())
                .isEqualTo(401);
        assertThat(KeySteps.logged("sign-in-refused", "oidc:leaver"))
                .containsExactly(
                        "disabled grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
                        "disabled grant_type=authorization_code",
                        "disabled grant_type=authorization_code");
    }

    @Test
    void nobodyFinishesInAnotherBrowserWhatWasBegunInOne() {
        Map<String, String> said = Map.of("sub", "s-7");
        Response mine = BrowserSteps.begin(BrowserSteps.PROGRAM);
        Response theirs = BrowserSteps.begin(BrowserSteps.PROGRAM);
        Map<String, String> answer = BrowserSteps.atProvider(mine, said);

        assertThat(BrowserSteps.callback(answer, theirs.cookie(BrowserSteps.COOKIE))
                        .statusCode())
                .isEqualTo(400);
        assertThat(BrowserSteps.callback(answer, "").statusCode()).isEqualTo(400);
        assertThat(BrowserSteps.callback(answer, "bm90LXNlYWxlZC1oZXJl").statusCode())
                .isEqualTo(400);
        assertThat(BrowserSteps.callback(Map.of("code", answer.get("code")), mine.cookie(BrowserSteps.COOKIE))
                        .statusCode())
                .isEqualTo(400);
        assertThat(BrowserSteps.callback(answer, mine.cookie(BrowserSteps.COOKIE))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void wrongTokensOfTheProviderLetNobodyIn() {
        for (Map<String, ?> said : List.of(
                Map.of("sub", "s-8", "nonce", "of-another-sign-in"),
                Map.of("sub", "s-8", "aud", "another-client"),
                Map.of("sub", "s-8", "iss", "https://another.example.org"),
                Map.of("sub", "s-8", "exp", 1_000_000_000L))) {
            assertThat(BrowserSteps.signIn(said))
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", "state of the program")
                    .doesNotContainKey("code");
        }
        assertThat(subject(Map.of("sub", "s-8", "preferred_username", "late"))).isEqualTo("oidc:late");
    }

    @Test
    void aCodeOfTheProviderThatIsSentAgainGivesNothing() {
        Response begun = BrowserSteps.begin(BrowserSteps.PROGRAM);
        Map<String, String> answer = BrowserSteps.atProvider(begun, Map.of("sub", "s-9"));
        String cookie = begun.cookie(BrowserSteps.COOKIE);

        Map<String, String> first =
                BrowserSteps.query(BrowserSteps.callback(answer, cookie).header("Location"));
        Map<String, String> second =
                BrowserSteps.query(BrowserSteps.callback(answer, cookie).header("Location"));
        Map<String, String> another =
                BrowserSteps.query(BrowserSteps.callback(BrowserSteps.atProvider(begun, Map.of("sub", "s-9")), cookie)
                        .header("Location"));

        assertThat(first).containsKey("code");
        assertThat(second).containsEntry("error", "access_denied");
        assertThat(another).containsEntry("error", "access_denied");
    }

    @Test
    void aCodeOfOursIsGoodOnceAndItsSecondUseEndsWhatTheFirstGot() {
        String code = BrowserSteps.code(Map.of("sub", "s-10"));
        Response first = BrowserSteps.tokens(code);

        Response second = BrowserSteps.tokens(code);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(SignIns.refresh(first.path("refresh_token")).statusCode()).isEqualTo(401);
        assertThat(SignIns.revokedSoon(SignIns.token(first))).isTrue();
    }

    @Test
    void aCodeIsForTheProgramThatAskedOnly() {
        String stolen = BrowserSteps.code(Map.of("sub", "s-11"));
        String moved = BrowserSteps.code(Map.of("sub", "s-11"));

        assertThat(BrowserSteps.tokens(stolen, BrowserSteps.PROGRAM, "b" + BrowserSteps.VERIFIER)
                        .statusCode())
                .isEqualTo(401);
        assertThat(BrowserSteps.tokens(moved, "http://127.0.0.1:51005/signed-in", BrowserSteps.VERIFIER)
                        .statusCode())
                .isEqualTo(401);
        assertThat(BrowserSteps.tokens(stolen).statusCode()).isEqualTo(401);
        assertThat(BrowserSteps.tokens("tdc_made-up").statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyIsSentToAnAddressThatIsNeitherLoopbackNorConfigured() {
        for (String address : List.of(
                "https://evil.example.org/",
                "http://127.0.0.1.evil.example.org:80/",
                "http://127.0.0.1:80@evil.example.org/",
                "http://user@127.0.0.1:80/",
                "http://localhost:51004/",
                "http://127.0.0.1/",
                "https://portal.example.org/signed-in/more",
                "javascript:alert(1)",
                "")) {
            assertThat(BrowserSteps.begin(address).statusCode()).as(address).isEqualTo(400);
        }
        assertThat(BrowserSteps.begin("https://portal.example.org/signed-in").statusCode())
                .isEqualTo(303);
        assertThat(BrowserSteps.begin("http://[::1]:9/x?y=z").statusCode()).isEqualTo(303);
    }

    @Test
    void aRequestWithoutPkceIsRefused() {
        assertThat(given().queryParam("response_type", "code")
                        .queryParam("client_id", "tidemark")
                        .queryParam("redirect_uri", BrowserSteps.PROGRAM)
                        .get("/api/auth/authorize")
                        .statusCode())
                .isEqualTo(400);
        assertThat(given().queryParam("response_type", "code")
                        .queryParam("client_id", "tidemark")
                        .queryParam("redirect_uri", BrowserSteps.PROGRAM)
                        .queryParam("code_challenge", ProviderResource.challenge(BrowserSteps.VERIFIER))
                        .queryParam("code_challenge_method", "plain")
                        .get("/api/auth/authorize")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatThePersonRefusesThereComesBackAsAnError() {
        Response begun = BrowserSteps.begin(BrowserSteps.PROGRAM);
        Map<String, String> question = BrowserSteps.query(begun.header("Location"));

        Response answer = BrowserSteps.callback(
                Map.of("error", "access_denied", "state", question.get("state")), begun.cookie(BrowserSteps.COOKIE));

        assertThat(answer.header("Location"))
                .isEqualTo(BrowserSteps.PROGRAM + "?error=access_denied&state=state+of+the+program");
    }

    @Test
    void anIdTokenIsExchangedForATokenThatIsNotRenewed() {
        Response answer = BrowserSteps.exchange(
                ProviderResource.idToken(Map.of("sub", "s-12", "preferred_username", "exchanged")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("refresh_token")).isNull();
        assertThat(answer.<String>path("issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(KeySteps.claims(SignIns.token(answer))).contains("\"sub\":\"oidc:exchanged\"");
        assertThat(BrowserSteps.exchange(ProviderResource.idToken(Map.of("sub", "s-12", "aud", "another")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(BrowserSteps.exchange(ClusterResource.token("scan", "node-7", "tidemark-auth"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoNeedsCodesGetsNothingUntilTheProviderAskedForASecondFactor() {
        String administrator = SignIns.administrator();
        given().auth()
                .oauth2(administrator)
                .contentType("application/json")
                .body(Map.of(
                        "description",
                        "",
                        "permissions",
                        List.of("scans:read"),
                        "denied",
                        List.of(),
                        "included",
                        List.of()))
                .put("/api/roles/needs-codes");
        group(administrator, "oidc-auditors", List.of());
        give(administrator, "oidc-auditors", "needs-codes");
        Map<String, ?> without = Map.of("sub", "s-13", "groups", List.of("auditors"));
        Map<String, ?> with = Map.of("sub", "s-13", "groups", List.of("auditors"), "amr", List.of("pwd", "mfa"));

        Response refused = BrowserSteps.tokens(BrowserSteps.code(without));
        Response let = BrowserSteps.tokens(BrowserSteps.code(with));

        assertThat(refused.<Boolean>path("one_time_code_required")).isTrue();
        assertThat(refused.<String>path("scope")).isEmpty();
        assertThat(let.<String>path("scope")).isEqualTo("scans:read");
    }

    @Test
    void thePasswordOfSuchAnAccountIsKeptElsewhere() {
        String token = SignIns.token(
                BrowserSteps.tokens(BrowserSteps.code(Map.of("sub", "s-14", "preferred_username", "no-password"))));

        Response answer = given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("oldPassword", "x", "newPassword", "correct horse battery"))
                .post("/api/users/oidc:no-password/password");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("code")).isEqualTo("password-kept-elsewhere");
    }

    @Test
    void theMetadataTellsTheWay() {
        Response metadata = given().get("/.well-known/oauth-authorization-server");

        assertThat(metadata.<String>path("authorization_endpoint")).endsWith("/api/auth/authorize");
        assertThat(metadata.<List<String>>path("code_challenge_methods_supported"))
                .containsExactly("S256");
        assertThat(metadata.<List<String>>path("grant_types_supported")).contains("authorization_code");
    }

    private static String subject(Map<String, ?> said) {
        String claims = KeySteps.claims(SignIns.token(BrowserSteps.tokens(BrowserSteps.code(said))));
        return claims.replaceAll(".*\"sub\":\"([^\"]*)\".*", "$1");
    }

    private static String scope(List<String> groups) {
        Map<String, ?> said = Map.of("sub", "s-5", "preferred_username", "jean", "groups", groups);
        return BrowserSteps.tokens(BrowserSteps.code(said)).path("scope");
    }

    private static void group(String administrator, String name, List<String> users) {
        given().auth()
                .oauth2(administrator)
                .contentType("application/json")
                .body(Map.of("description", "", "users", users, "groups", List.of()))
                .put("/api/user-groups/" + name)
                .then()
                .statusCode(200);
    }

    private static void give(String administrator, String group, String role) {
        given().auth()
                .oauth2(administrator)
                .contentType("application/json")
                .body(Map.of("group", group, "role", role))
                .post("/api/assignments")
                .then()
                .statusCode(200);
    }

    private static List<String> groupsOf(String user) {
        return given()
                .auth()
                .oauth2(SignIns.administrator())
                .get("/api/user-groups")
                .<List<String>>path("items.findAll { '" + user + "' in it.users }.name")
                .stream()
                .sorted()
                .toList();
    }
}
