package io.tidemark.auth.token;

import io.tidemark.auth.CheapPasswords;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.audit.MemoryAccounts;
import io.tidemark.auth.credential.ClientSecrets;
import io.tidemark.auth.credential.CodeCheck;
import io.tidemark.auth.credential.Directory;
import io.tidemark.auth.credential.Guard;
import io.tidemark.auth.credential.KeyProver;
import io.tidemark.auth.credential.MemoryAttempts;
import io.tidemark.auth.credential.MemoryKeyring;
import io.tidemark.auth.credential.NoFactors;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.credential.SecretBox;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsFacts;
import io.tidemark.auth.right.RightsSource;
import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GrantsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String PASSWORD = "correct horse battery";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ADDRESS = "127.0.0.1";
    private static final Origin HERE = new Origin(ADDRESS, "curl");

    private static final RightsSource.Current NOBODY = new RightsSource.Current(1, new Rights(RightsFacts.NONE));

    @TempDir
    Path folder;

    private final PasswordHasher passwords = CheapPasswords.hasher(4);
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final List<SignIn> signIns = new ArrayList<>();
    private final List<Tenant> asked = new ArrayList<>();
    private final Set<Tenant> disabled = new HashSet<>();
    private Directory directory = Directory.NONE;

    @BeforeEach
    void people() throws Exception {
        put("alice", false);
        put("gone", true);
        Files.writeString(folder.resolve("history"), SECRET);
    }

    @AfterEach
    void stop() {
        passwords.close();
    }

    @Test
    void noTokenLeavesWhereTheSignInIsNotOnRecord() {
        Grants grants = grants(signIn -> {
            throw new IllegalStateException("the audit log is away");
        });

        assertThatThrownBy(() -> grants.password("alice", PASSWORD, "", HERE)).hasMessage("the audit log is away");
        assertThatThrownBy(() -> grants.clientCredentials("history", SECRET, HERE))
                .hasMessage("the audit log is away");
        assertThatThrownBy(() -> grants.refresh("good", HERE)).hasMessage("the audit log is away");
    }

    @Test
    void everyAttemptIsOnRecordWithWhatCameOfIt() {
        Grants grants = grants(signIns::add);

        grants.password("alice", PASSWORD, "", HERE);
        grants.clientCredentials("history", SECRET, HERE);
        assertRefused(() -> grants.password("alice", "wrong", "", HERE));
        assertRefused(() -> grants.password("nobody", PASSWORD, "", HERE));
        assertRefused(() -> grants.password("gone", PASSWORD, "", HERE));
        assertRefused(() -> grants.password("gone", "wrong", "", HERE));

        assertThat(signIns)
                .containsExactly(
                        new SignIn(NOON, GrantType.PASSWORD, "alice", ADDRESS, Result.ACCEPTED),
                        new SignIn(NOON, GrantType.CLIENT_CREDENTIALS, "history", ADDRESS, Result.ACCEPTED),
                        new SignIn(NOON, GrantType.PASSWORD, "alice", ADDRESS, Result.WRONG_SECRET),
                        new SignIn(NOON, GrantType.PASSWORD, "nobody", ADDRESS, Result.UNKNOWN),
                        new SignIn(NOON, GrantType.PASSWORD, "gone", ADDRESS, Result.DISABLED),
                        new SignIn(NOON, GrantType.PASSWORD, "gone", ADDRESS, Result.WRONG_SECRET));
    }

    @Test
    void refreshesAreOnRecordTooAndOnlyGoodOnesGiveTokens() {
        Grants grants = grants(signIns::add);

        IssuedTokens issued = grants.refresh("good", HERE);
        assertThatThrownBy(() -> grants.refresh("old", HERE)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> grants.refresh("made up", HERE)).isInstanceOf(ProblemException.class);

        assertThat(issued.refreshToken()).isEqualTo("good");
        assertThat(signIns)
                .containsExactly(
                        new SignIn(NOON, GrantType.REFRESH_TOKEN, "alice", ADDRESS, Result.ACCEPTED),
                        new SignIn(NOON, GrantType.REFRESH_TOKEN, "alice", ADDRESS, Result.REUSED),
                        new SignIn(NOON, GrantType.REFRESH_TOKEN, "*", ADDRESS, Result.UNKNOWN));
    }

    @Test
    void whoFindsTheQueueFullIsToldToComeAgainAndIsOnRecord() {
        Grants grants = grants(signIns::add);
        passwords.close();

        assertThatThrownBy(() -> grants.password("alice", PASSWORD, "", HERE))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(2));
                });

        assertThat(signIns).containsExactly(new SignIn(NOON, GrantType.PASSWORD, "alice", ADDRESS, Result.BUSY));
    }

    @Test
    void aDirectoryThatDoesNotAnswerIsOnRecordAndTellsToComeAgain() {
        directory = name -> {
            throw new Directory.Away("connection refused");
        };
        Grants grants = grants(signIns::add);

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> grants.password("ldap:alice", PASSWORD, "", HERE))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.UNAVAILABLE));
        }

        assertThat(signIns)
                .hasSize(20)
                .containsOnly(new SignIn(NOON, GrantType.PASSWORD, "ldap:alice", ADDRESS, Result.AWAY));
    }

    @Test
    void whoeverIsOfADisabledTenantIsRefusedAsForAWrongSecretAndOnRecordAsWhatTheyAre() throws Exception {
        Files.writeString(folder.resolve("scan@web-02"), SECRET);
        disabled.add(Tenant.DEFAULT);
        Grants grants = grants(signIns::add);

        assertRefused(() -> grants.password("alice", PASSWORD, "", HERE));
        assertThatThrownBy(() -> grants.clientCredentials("scan@web-02", SECRET, HERE))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(Grants.INVALID_CLIENT));
        assertThatThrownBy(() -> grants.refresh("good", HERE)).hasMessageContaining("refresh token is not valid");
        grants.clientCredentials("history", SECRET, HERE);

        assertThat(signIns)
                .containsExactly(
                        new SignIn(NOON, GrantType.PASSWORD, "alice", ADDRESS, Result.DISABLED),
                        new SignIn(NOON, GrantType.CLIENT_CREDENTIALS, "scan@web-02", ADDRESS, Result.DISABLED),
                        new SignIn(NOON, GrantType.REFRESH_TOKEN, "alice", ADDRESS, Result.DISABLED),
                        new SignIn(NOON, GrantType.CLIENT_CREDENTIALS, "history", ADDRESS, Result.ACCEPTED));
    }

    @Test
    void theTenantIsLookedUpOnceForEachTokenAndNotAtAllForAServiceOrWhoIsRefused() throws Exception {
        Files.writeString(folder.resolve("scan@web-02"), SECRET);
        Grants grants = grants(signIns::add);

        grants.password("alice", PASSWORD, "", HERE);
        grants.refresh("good", HERE);
        grants.clientCredentials("scan@web-02", SECRET, HERE);
        grants.clientCredentials("history", SECRET, HERE);
        assertRefused(() -> grants.password("alice", "wrong", "", HERE));

        assertThat(asked).containsExactly(Tenant.of("alice"), Tenant.of("alice"), Tenant.of("web-01"));
    }

    private static void assertRefused(Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(Grants.INVALID_CREDENTIALS))
                .hasMessage("The name or the secret is wrong");
    }

    private Grants grants(SignInLog log) {
        ClientSecrets secrets = new ClientSecrets(folder, folder.resolve("history"));
        CodeCheck codes = new CodeCheck(new NoFactors(), new SecretBox(SECRET), () -> NOON);
        KeyProver keyring = new KeyProver(new MemoryKeyring(), accounts, () -> NOON);
        Prover prover = new Prover(
                accounts,
                passwords,
                secrets,
                id -> "web-01",
                keyring,
                codes,
                directory,
                new Guard(new MemoryAttempts(), () -> NOON));
        KeySchedule schedule = new KeySchedule(Duration.ofDays(30), Duration.ofMinutes(5));
        KeyRing keys = new KeyRing(new MemoryKeys(), new SecretBox(SECRET), schedule, () -> NOON);
        keys.tend();
        TokenSigner signer = new TokenSigner(keys, "tidemark-auth", () -> NOON);
        return new Grants(
                prover,
                signer,
                this::mark,
                () -> NOBODY,
                new OneFamily(),
                new NoCluster(),
                new NoProvider(),
                Set.of(),
                log,
                () -> NOON);
    }

    /// Takes "good" and nothing else.
    private static final class OneFamily implements Families {
        private static final AccountName ALICE = new AccountName("alice");

        @Override
        public Family begin(AccountName account, Origin from, boolean withCode) {
            return new Family(UUID.randomUUID(), "good", NOON, withCode);
        }

        @Override
        public Rotation rotate(String refreshToken, Origin from) {
            return switch (refreshToken) {
                case "good" -> new Rotation.Rotated(ALICE, begin(ALICE, from, false));
                case "old" -> new Rotation.Refused(Optional.of(ALICE), Rotation.Reason.REUSED);
                default -> new Rotation.Refused(Optional.empty(), Rotation.Reason.UNKNOWN);
            };
        }
    }

    private Optional<String> mark(Tenant tenant) {
        asked.add(tenant);
        return disabled.contains(tenant) ? Optional.empty() : Optional.of("mark of " + tenant);
    }

    private static final class NoCluster implements ClusterTokens {
        @Override
        public boolean isKnown() {
            return false;
        }

        @Override
        public Proof prove(String token) {
            return new Proof.Refused(Proof.Reason.UNKNOWN);
        }
    }

    private static final class NoProvider implements OutsideSignIns {
        @Override
        public boolean isKnown() {
            return false;
        }

        @Override
        public Vouched exchange(String idToken, Origin from) {
            return Vouched.nobody(Proof.Reason.UNKNOWN);
        }

        @Override
        public Vouched redeem(String code, String redirect, String verifier, Origin from) {
            return Vouched.nobody(Proof.Reason.UNKNOWN);
        }

        @Override
        public void redeemed(String code, UUID session) {}
    }

    private void put(String name, boolean disabled) {
        String hash = passwords.hash(PASSWORD);
        accounts.put(new Account(new AccountName(name), hash, Set.of(new RoleName("viewer")), disabled, NOON));
    }
}
