package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.credential.OneTimeCodes;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class OneTimeCodeResourceTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void onceTheyAreOnASignInNeedsACodeAndTheTokenSaysSo() {
        String me = SignIns.user("otto", PASSWORD, "viewer");
        assertThat(state(me, "otto").<Boolean>path("on")).isFalse();
        Device device = device(me, "otto");
        List<String> recovery = confirm(me, "otto", device.code(0))
                .then()
                .statusCode(200)
                .extract()
                .path("recoveryCodes");

        Response without = SignIns.password("otto", PASSWORD);
        Response wrongCode = signIn("otto", PASSWORD, "000000");
        Response wrongPassword = signIn("otto", "wrong", device.code(1));
        Response right = signIn("otto", PASSWORD, device.code(1));

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.<String>path("code")).isEqualTo("invalid-credentials");
        assertThat(wrongCode.asString()).isEqualTo(without.asString());
        assertThat(wrongPassword.asString()).isEqualTo(without.asString());
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(KeySteps.claims(SignIns.token(right))).contains("\"amr\":[\"pwd\",\"otp\",\"mfa\"]");
        Response refreshed = SignIns.refresh(right.path("refresh_token"));
        assertThat(KeySteps.claims(SignIns.token(refreshed))).contains("\"amr\":[\"pwd\",\"otp\",\"mfa\"]");
        assertThat(recovery).hasSize(10);
        assertThat(state(me, "otto").<Integer>path("recoveryCodesLeft")).isEqualTo(10);
        assertThat(KeySteps.logged("sign-in-refused", "otto"))
                .containsExactly(
                        "wrong-secret grant_type=password",
                        "wrong-code grant_type=password",
                        "wrong-code grant_type=password");
    }

    @Test
    void ofTwoSignInsAtOnceWithOneCodeOneIsLetIn() throws Exception {
        String me = SignIns.user("olga", PASSWORD, "viewer");
        Device device = device(me, "olga");
        confirm(me, "olga", device.code(0)).then().statusCode(200);
        String code = device.code(1);
        List<Integer> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                all.add(threads.submit(() -> signIn("olga", PASSWORD, code).statusCode()));
            }
            for (Future<Integer> one : all) {
                answers.add(one.get());
            }
        }

        // The other is refused, or told to wait: an attempt counts from its beginning, as do those of other tests.
        assertThat(answers).containsOnlyOnce(200).containsAnyOf(401, 429).hasSize(2);
    }

    @Test
    void anotherPasswordOfOnesOwnNeedsACodeToo() {
        String me = SignIns.user("opal", PASSWORD, "viewer");
        Device device = device(me, "opal");
        confirm(me, "opal", device.code(0)).then().statusCode(200);
        Map<String, String> both = Map.of("oldPassword", PASSWORD, "newPassword", "staple of another kind");

        Response without = replace(me, "opal", both);
        Response with = replace(
                me,
                "opal",
                Map.of("oldPassword", PASSWORD, "newPassword", "staple of another kind", "code", device.code(1)));

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.<String>path("code")).isEqualTo("invalid-credentials");
        assertThat(with.statusCode()).isEqualTo(204);
    }

    @Test
    void aRecoveryCodeIsGoodOnce() {
        String me = SignIns.user("oda", PASSWORD, "viewer");
        List<String> recovery = confirm(me, "oda", device(me, "oda").code(0))
                .then()
                .statusCode(200)
                .extract()
                .path("recoveryCodes");

        assertThat(signIn("oda", PASSWORD, recovery.getFirst().toUpperCase(java.util.Locale.ROOT))
                        .statusCode())
                .isEqualTo(200);
        assertThat(signIn("oda", PASSWORD, recovery.getFirst()).statusCode()).isEqualTo(401);
        assertThat(signIn("oda", PASSWORD, recovery.getLast()).statusCode()).isEqualTo(200);
        assertThat(state(me, "oda").<Integer>path("recoveryCodesLeft")).isEqualTo(8);
    }

    @Test
    void wrongCodesAreSlowedDownAsWrongPasswordsAre() {
        String me = SignIns.user("ole", PASSWORD, "viewer");
        Device device = device(me, "ole");
        confirm(me, "ole", device.code(0)).then().statusCode(200);
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("ole", PASSWORD, "00000" + i).statusCode()).isEqualTo(401);
        }

        Response right = signIn("ole", PASSWORD, device.code(1));

        assertThat(right.statusCode()).isEqualTo(429);
    }

    @Test
    void whoHasARoleThatNeedsThemGetsNothingBeforeTheyAreOn() {
        SignIns.create("oscar", PASSWORD, "viewer").then().statusCode(201);
        giveRoleThatNeedsCodes("oscar");

        Response before = SignIns.password("oscar", PASSWORD);

        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(before.<Boolean>path("one_time_code_required")).isTrue();
        assertThat(before.<String>path("scope")).isEmpty();
        assertThat(before.<String>path("refresh_token")).isNull();
        String token = SignIns.token(before);
        assertThat(KeySteps.own(token, "files:read").statusCode()).isEqualTo(403);
        Device device = device(token, "oscar");
        confirm(token, "oscar", device.code(0)).then().statusCode(200);
        Response after = signIn("oscar", PASSWORD, device.code(1));
        assertThat(after.<Boolean>path("one_time_code_required")).isNull();
        assertThat(after.<String>path("scope")).contains("files:read");
    }

    @Test
    void aSessionThatBeganWithoutOneGivesNothingMoreOnceARoleNeedsThem() {
        SignIns.create("ottilie", PASSWORD, "viewer").then().statusCode(201);
        Response before = SignIns.password("ottilie", PASSWORD);
        giveRoleThatNeedsCodes("ottilie");

        Response refreshed = SignIns.refresh(before.path("refresh_token"));

        assertThat(refreshed.<Boolean>path("one_time_code_required")).isTrue();
        assertThat(refreshed.<String>path("scope")).isEmpty();
    }

    @Test
    void turningThemOffTakesPasswordAndCodeAndEndsTheSessions() {
        String me = SignIns.user("ove", PASSWORD, "viewer");
        Device device = device(me, "ove");
        confirm(me, "ove", device.code(0)).then().statusCode(200);

        assertThat(off(me, "ove", PASSWORD, "000000").statusCode()).isEqualTo(401);
        assertThat(off(me, "ove", "wrong", device.code(1)).statusCode()).isEqualTo(401);
        assertThat(off(me, "ove", PASSWORD, device.code(1)).statusCode()).isEqualTo(204);

        assertThat(SignIns.revokedSoon(me)).isTrue();
        assertThat(SignIns.password("ove", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void anAdministratorTurnsThemOffForWhoLostAllButNobodySetsUpOthers() {
        String me = SignIns.user("olaf", PASSWORD, "viewer");
        confirm(me, "olaf", device(me, "olaf").code(0)).then().statusCode(200);
        String other = SignIns.user("orla", PASSWORD, "viewer");
        String administrator = SignIns.administrator();

        assertThat(begin(other, "olaf", PASSWORD).statusCode()).isEqualTo(403);
        assertThat(begin(administrator, "olaf", PASSWORD).statusCode()).isEqualTo(403);
        assertThat(state(other, "olaf").statusCode()).isEqualTo(403);
        assertThat(KeySteps.as(other).delete(at("olaf")).statusCode()).isEqualTo(403);
        assertThat(KeySteps.as(administrator).delete(at("administrator")).statusCode())
                .isEqualTo(403);
        assertThat(KeySteps.as(administrator).delete(at("olaf")).statusCode()).isEqualTo(204);

        assertThat(SignIns.password("olaf", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(KeySteps.logged("turn-off-one-time-codes", "administrator")).contains("administrator user olaf");
    }

    @Test
    void settingUpTakesThePasswordAndAgainOnlyOnceTheyAreOff() {
        String me = SignIns.user("oki", PASSWORD, "viewer");

        assertThat(begin(me, "oki", "wrong").statusCode()).isEqualTo(401);
        assertThat(confirm(me, "oki", "123456").statusCode()).isEqualTo(404);
        Device first = device(me, "oki");
        Device second = device(me, "oki");
        assertThat(confirm(me, "oki", first.code(0)).statusCode()).isEqualTo(401);
        assertThat(confirm(me, "oki", second.code(0)).statusCode()).isEqualTo(200);
        assertThat(begin(me, "oki", PASSWORD).<String>path("code")).isEqualTo("one-time-codes-on");
    }

    /// One that the configuration of these tests names, within another role that is given.
    private static void giveRoleThatNeedsCodes(String user) {
        String administrator = SignIns.administrator();
        KeySteps.as(administrator)
                .contentType("application/json")
                .body(Map.of("permissions", List.of("files:read")))
                .put("/api/roles/needs-codes")
                .then()
                .statusCode(200);
        KeySteps.as(administrator)
                .contentType("application/json")
                .body(Map.of("included", List.of("needs-codes")))
                .put("/api/roles/outer-" + user)
                .then()
                .statusCode(200);
        KeySteps.as(administrator)
                .contentType("application/json")
                .body(Map.of("user", user, "role", "outer-" + user))
                .post("/api/assignments")
                .then()
                .statusCode(200);
    }

    private static Response replace(String token, String user, Map<String, String> change) {
        return KeySteps.as(token).contentType("application/json").body(change).post("/api/users/" + user + "/password");
    }

    private static String at(String user) {
        return "/api/users/" + user + "/one-time-codes";
    }

    private static Response state(String token, String user) {
        return KeySteps.as(token).get(at(user));
    }

    private static Response begin(String token, String user, String password) {
        return KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("password", password))
                .post(at(user));
    }

    static Device device(String token, String user) {
        return new Device(
                begin(token, user, PASSWORD).then().statusCode(200).extract().path("secret"));
    }

    static Response confirm(String token, String user, String code) {
        return KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("code", code))
                .post(at(user) + "/confirm");
    }

    private static Response off(String token, String user, String password, String code) {
        return KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("password", password, "code", code))
                .post(at(user) + "/off");
    }

    private static Response signIn(String user, String password, String code) {
        return given().formParam("grant_type", "password")
                .formParam("username", user)
                .formParam("password", password)
                .formParam("otp", code)
                .post("/api/auth/token");
    }

    /// An authenticator.
    record Device(String secret) {
        /// The code of the present step, or of one after it: the service takes that too, as devices are
        /// ahead at times.
        String code(int ahead) {
            BigInteger number = BigInteger.ZERO;
            for (int i = 0; i < secret.length(); i++) {
                int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(secret.charAt(i));
                number = number.shiftLeft(5).or(BigInteger.valueOf(digit));
            }
            byte[] all = number.toByteArray();
            byte[] bytes = new byte[20];
            int length = Math.min(all.length, bytes.length);
            System.arraycopy(Arrays.copyOfRange(all, all.length - length, all.length), 0, bytes, 20 - length, length);
            return OneTimeCodes.of(bytes, Instant.now().getEpochSecond() / 30 + ahead);
        }
    }
}
