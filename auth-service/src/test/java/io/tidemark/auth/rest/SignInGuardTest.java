package io.tidemark.auth.rest;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.credential.Attempts;
import io.tidemark.auth.credential.Guard;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Prover;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class SignInGuardTest {
    private static final String PASSWORD = "correct horse battery";
    private static final int ROUNDS = 15;

    @Inject
    Prover prover;

    @Inject
    Accounts accounts;

    @Inject
    PasswordHasher passwords;

    @Inject
    Attempts attempts;

    @Test
    void ofFiftyGuessesAtOnceFiveAreLookedAt() throws Exception {
        SignIns.create("raced", PASSWORD, "viewer").then().statusCode(201);
        List<Future<Proof>> guesses = new ArrayList<>();

        try (ExecutorService guessers = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                String guess = "guess number " + i;
                guesses.add(
                        guessers.submit(() -> PresentTenancy.asAll(() -> prover.password("raced", guess, "10.1.1.1"))));
            }
        }

        int lookedAt = 0;
        for (Future<Proof> guess : guesses) {
            assertThat(guess.get()).isInstanceOfAny(Proof.Refused.class, Proof.SlowedDown.class);
            lookedAt += guess.get() instanceof Proof.Refused ? 1 : 0;
        }
        assertThat(lookedAt).isEqualTo(5);
    }

    @Test
    void anotherReplicaRefusesWhatThisOneSlowedDown() {
        SignIns.create("followed", PASSWORD, "viewer").then().statusCode(201);
        for (int i = 0; i < 5; i++) {
            PresentTenancy.asAll(() -> prover.password("followed", "guess", "10.1.1.2"));
        }

        Prover replica = replica(passwords);

        assertThat(PresentTenancy.asAll(() -> replica.password("followed", PASSWORD, "10.1.1.2")))
                .isInstanceOf(Proof.SlowedDown.class);
        assertThat(PresentTenancy.asAll(() -> replica.password("followed", PASSWORD, "10.1.1.3")))
                .isInstanceOf(Proof.Person.class);
    }

    /// In CPU time of the threads that hash, which is nearly all of it: what else the machine does does
    /// not count.
    @Test
    void anUnknownNameTakesAsMuchWorkAsAWrongPassword() throws Exception {
        SignIns.create("timed", PASSWORD, "viewer").then().statusCode(201);
        long[] wrong = new long[ROUNDS];
        long[] unknown = new long[ROUNDS];
        try (PasswordHasher costly = new PasswordHasher(4)) {
            execute("UPDATE account SET password_hash = ? WHERE name = 'timed'", costly.hash(PASSWORD));
            Prover asDelivered = replica(costly);
            for (int i = 0; i < ROUNDS; i++) {
                String address = "10.2.2." + i;
                wrong[i] = nanos(() -> asDelivered.password("timed", "not the password", address));
                unknown[i] = nanos(() -> asDelivered.password("never-made", "not the password", address));
            }
        }

        assertThat(median(wrong)).isGreaterThan(10_000_000);
        assertThat((double) median(unknown) / median(wrong)).isBetween(0.75, 1.33);
    }

    @Test
    void aHashOfAnEarlierDayIsMadeAnewAtTheNextSignIn() throws Exception {
        SignIns.create("old-timer", PASSWORD, "viewer").then().statusCode(201);
        String weak = Password.hash(PASSWORD)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(8 * 1024, 1, 1, 32, Argon2.ID))
                .getResult();
        execute("UPDATE account SET password_hash = ? WHERE name = 'old-timer'", weak);

        SignIns.password("old-timer", "not the password").then().statusCode(401);
        assertThat(hashOf("old-timer")).isEqualTo(weak);
        SignIns.password("old-timer", PASSWORD).then().statusCode(200);

        assertThat(passwords.isOutdated(weak)).isTrue();
        assertThat(passwords.isOutdated(hashOf("old-timer"))).isFalse();
        String renewed = hashOf("old-timer");
        SignIns.password("old-timer", PASSWORD).then().statusCode(200);
        assertThat(hashOf("old-timer")).isEqualTo(renewed);
    }

    @Test
    void aPasswordThatGuessersKnowIsRefusedForNewAndOldAccounts() {
        Response created = SignIns.create("guessable", "Password12345", "viewer");
        SignIns.create("not-guessable", PASSWORD, "viewer").then().statusCode(201);
        Response replaced = replace(SignIns.administrator(), "not-guessable", null, "qwertyuiop1234");

        assertThat(created.statusCode()).isEqualTo(422);
        assertThat(created.<List<String>>path("errors.field")).containsExactly("password");
        assertThat(replaced.statusCode()).isEqualTo(422);
        assertThat(replaced.<List<String>>path("errors.field")).containsExactly("newPassword");
    }

    @Test
    void noneOfTheLastSixPasswordsComesBack() {
        SignIns.create("circling", PASSWORD + " 0", "viewer").then().statusCode(201);
        for (int i = 0; i < 5; i++) {
            assertThat(own("circling", i, i + 1)).isEqualTo(204);
        }

        for (int former = 0; former <= 5; former++) {
            assertThat(own("circling", 5, former)).as("number %d", former).isEqualTo(422);
        }
        assertThat(own("circling", 5, 6)).isEqualTo(204);
        assertThat(own("circling", 6, 0)).isEqualTo(204);
    }

    @Test
    void whoMustChangeThePasswordMayDoNothingElse() {
        SignIns.create("newcomer", PASSWORD, "viewer").then().statusCode(201);
        assertThat(replace(SignIns.administrator(), "newcomer", null, "given by somebody else")
                        .statusCode())
                .isEqualTo(204);

        Response signedIn = SignIns.password("newcomer", "given by somebody else");

        assertThat(signedIn.<Boolean>path("password_change_required")).isTrue();
        assertThat(signedIn.<String>path("scope")).isEmpty();
        assertThat(signedIn.<String>path("refresh_token")).isNull();
        String token = signedIn.path("access_token");
        assertThat(given().auth().oauth2(token).get("/api/users").statusCode()).isEqualTo(403);
        assertThat(replace(token, "newcomer", "given by somebody else", "chosen by myself")
                        .statusCode())
                .isEqualTo(204);
        Response free = SignIns.password("newcomer", "chosen by myself");
        assertThat(free.<Boolean>path("password_change_required")).isNull();
        assertThat(free.<String>path("scope")).contains("servers:read");
    }

    private Prover replica(PasswordHasher hasher) {
        return new Prover(
                accounts,
                hasher,
                new io.tidemark.auth.credential.ClientSecrets(SignIns.state(), SignIns.state()),
                id -> "",
                new io.tidemark.auth.credential.KeyProver(
                        new io.tidemark.auth.credential.MemoryKeyring(), accounts, InstantSource.system()),
                new io.tidemark.auth.credential.CodeCheck(
                        new io.tidemark.auth.credential.NoFactors(),
                        new io.tidemark.auth.credential.SecretBox("0123456789abcdef0123456789abcdef"),
                        InstantSource.system()),
                io.tidemark.auth.credential.Directory.NONE,
                new Guard(attempts, InstantSource.system()));
    }

    private static int own(String name, int present, int next) {
        String token = SignIns.token(SignIns.password(name, PASSWORD + " " + present));
        return replace(token, name, PASSWORD + " " + present, PASSWORD + " " + next)
                .statusCode();
    }

    private static Response replace(
            String token, String name, @org.jspecify.annotations.Nullable String old, String replacement) {
        Map<String, String> body = old == null
                ? Map.of("newPassword", replacement)
                : Map.of("oldPassword", old, "newPassword", replacement);
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/api/users/" + name + "/password");
    }

    private String hashOf(String name) {
        return PresentTenancy.asAll(() -> accounts.find(new AccountName(name)))
                .orElseThrow()
                .passwordHash();
    }

    private void execute(String sql, String value) throws java.sql.SQLException {
        try (Connection connection = PostgresResource.owner();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }

    private static long nanos(Supplier<Proof> work) {
        long begin = hashingNanos();
        assertThat(PresentTenancy.asAll(work)).isInstanceOf(Proof.Refused.class);
        return hashingNanos() - begin;
    }

    private static long hashingNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("password-"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
                .sum();
    }

    private static long median(long[] times) {
        return Arrays.stream(times).sorted().skip(times.length / 2).findFirst().orElseThrow();
    }
}
