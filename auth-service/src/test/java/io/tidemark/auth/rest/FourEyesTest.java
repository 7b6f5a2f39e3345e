package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.audit.AccountChanges;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.proposal.Proposals;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.tidemark.auth.rest.FourEyesSteps.disable;
import static io.tidemark.auth.rest.FourEyesSteps.effect;
import static io.tidemark.auth.rest.FourEyesSteps.id;
import static io.tidemark.auth.rest.FourEyesSteps.refuse;
import static io.tidemark.auth.rest.FourEyesSteps.withdraw;
import static io.tidemark.auth.rest.KeySteps.as;
import static org.assertj.core.api.Assertions.assertThat;

/// With a second administrator for every change. `administrator` proposes; each test makes people
/// of its own, past the interface.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class FourEyesTest {
    private static final String PASSWORD = "correct horse battery";

    /// The first administrator's token, which is good for longer than these tests take.
    private static @Nullable String first;

    private static @Nullable String hash;

    private final List<String> made = new ArrayList<>();

    @Inject
    AccountChanges accounts;

    @Inject
    PasswordHasher passwords;

    @Inject
    Proposals proposals;

    @BeforeEach
    void turnOn() {
        QuarkusMock.installMockForType((FourEyes) () -> true, FourEyes.class);
    }

    /// Other tests count administrators, and use names of their own choice.
    @AfterEach
    void forgetPeople() {
        String names =
                Stream.concat(made.stream(), Stream.of("newcomer")).collect(Collectors.joining("', '", "'", "'"));
        EveryChange.sql("DELETE FROM account WHERE name IN (" + names + ")");
        EveryChange.forget();
    }

    @Test
    void aChangeWaitsUntilASecondAdministratorMakesIt() {
        person("wanda");
        String second = administrator("second");

        Response asked = propose("wanda", "viewer");
        String id = id(asked);
        Response detail = detail(id);
        boolean before = mayReadFiles("wanda");
        Response approved = approve(second, id);

        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.<Boolean>path("applied")).isFalse();
        assertThat(detail.<String>path("proposal.state")).isEqualTo("open");
        assertThat(detail.<List<String>>path("users.user")).containsExactly("wanda");
        assertThat(detail.<List<String>>path("users[0].gains.permission")).contains("files:read");
        assertThat(before).isFalse();
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        assertThat(approved.<Boolean>path("applied")).isTrue();
        assertThat(mayReadFiles("wanda")).isTrue();
        assertThat(state(id)).isEqualTo("approved");
        assertThat(steps(id)).containsExactly("approve-change second", "propose-change administrator");
        assertThat(KeySteps.logged("give-role", "administrator").getFirst()).startsWith("approved by second; ");
    }

    @Test
    void everyOperationThatWaitsByTheTableIsNotDoneBeforeItIsApproved() {
        Map<String, Supplier<Response>> asked = everyChange();

        assertThat(asked.keySet()).isEqualTo(FourEyesTableTest.waiting());
        asked.forEach((operation, ask) -> {
            String before = EveryChange.everythingKept();
            Response answer = ask.get();
            assertThat(answer.statusCode())
                    .as(operation + " " + answer.asString())
                    .isEqualTo(202);
            assertThat(answer.header("Location")).as(operation).contains("/api/proposals/");
            assertThat(EveryChange.everythingKept()).as(operation).isEqualTo(before);
        });
    }

    @Test
    void everyChangeIsMadeWhenItIsApproved() {
        String approver = administrator("approver");
        Map<String, Supplier<Response>> asked = everyChange();
        asked.forEach((operation, ask) -> {
            String before = EveryChange.everythingKept();
            Response answer = approve(approver, id(ask.get()));
            assertThat(answer.statusCode())
                    .as(operation + " " + answer.asString())
                    .isEqualTo(200);
            assertThat(EveryChange.everythingKept()).as(operation).isNotEqualTo(before);
        });

        assertThat(EveryChange.text("SELECT subject || '|' || client || '|' || reason FROM audit"
                        + " WHERE tenant = 'table-tenant' AND action = 'enable-tenant' ORDER BY sequence DESC LIMIT 1"))
                .isEqualTo("operator|installation|");
        assertThat(SignIns.password("table-new", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(SignIns.password("table-old", EveryChange.OTHER_PASSWORD).<Boolean>path("password_change_required"))
                .isTrue();
        assertThat(SignIns.password("table-off", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aDryRunIsAnsweredAtOnce() {
        person("dorothy");

        Response answer = as(first())
                .contentType("application/json")
                .body(Map.of("user", "dorothy", "role", "viewer"))
                .post("/api/assignments?dryRun=true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void whatCouldNotBeDoneIsNotProposed() {
        person("keeper-two");
        allow("keeper-two", "roles:write", "users:read");
        String keeper = SignIns.token(SignIns.password("keeper-two", PASSWORD));

        Response unknown = propose("nobody-there", "viewer");
        Response beyond = propose(keeper, "keeper-two", "administrator");

        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(beyond.statusCode()).isEqualTo(403);
        assertThat(beyond.<String>path("code")).isEqualTo("beyond-own-rights");
    }

    @Test
    void neitherTheProposerNorAKeyNorWhoCouldBeTheProposerSettlesIt() {
        person("nina");
        String third = administrator("third");
        String made = madeBy("administrator", "fourth");
        String maker = administrator("fifth");
        add(account("made-by-fifth"), event("create-user", "fifth", "made-by-fifth"));
        String key = KeySteps.own(third, "roles:write").path("key");
        String byKey = SignIns.token(SignIns.clientCredentials("third", key));
        String id = id(propose("nina", "viewer"));
        String ofMade = id(propose(SignIns.token(SignIns.password("made-by-fifth", PASSWORD)), "nina", "viewer"));

        List<Response> refused = List.of(
                approve(first(), id),
                approve(byKey, id),
                approve(made, id),
                approve(maker, ofMade),
                refuse(first(), id),
                refuse(byKey, id),
                refuse(made, id));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.<String>path("code")).isEqualTo("needs-another");
        });
        assertThat(state(id)).isEqualTo("open");
        assertThat(rows("action=deny&target=proposal " + id))
                .contains("deny administrator", "deny third", "deny fourth");
        assertThat(approve(third, id).statusCode()).isEqualTo(200);
    }

    @Test
    void theApproverGivesNoMoreThanTheirOwn() {
        person("gina");
        person("giver");
        allow("giver", "roles:write", "users:read");
        String id = id(propose("gina", "viewer"));

        Response answer = approve(SignIns.token(SignIns.password("giver", PASSWORD)), id);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.<String>path("code")).isEqualTo("beyond-own-rights");
        assertThat(state(id)).isEqualTo("open");
    }

    @Test
    void whoMayApproveOneKindOfChangeMayNotApproveAnother() {
        person("keykeeper");
        allow("keykeeper", "keys:write", "users:read");
        person("una");
        String id = id(propose("una", "viewer"));

        Response answer = approve(SignIns.token(SignIns.password("keykeeper", PASSWORD)), id);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(state(id)).isEqualTo("open");
    }

    @Test
    void aProposerWhoLostTheRightMeanwhileGetsNothingDone() {
        person("paula");
        String sixth = administrator("sixth");
        String leaving = administrator("leaving");
        String id = id(propose(leaving, "paula", "viewer"));
        disable(sixth, "leaving", true).then().statusCode(200);

        assertThat(approve(sixth, id).statusCode()).isEqualTo(403);

        assertThat(mayReadFiles("paula")).isFalse();
    }

    @Test
    void whatWouldDoSomethingElseByNowMustBeLookedAtAgain() {
        String seventh = administrator("seventh");
        person("stella");
        person("stan");
        EveryChange.sql(
                "INSERT INTO user_group VALUES ('stars', ''); INSERT INTO user_group_user VALUES ('stars', 'stella')");
        String id = id(as(first())
                .contentType("application/json")
                .body(Map.of("group", "stars", "role", "viewer"))
                .post("/api/assignments"));
        String seen = effect(first(), id);
        EveryChange.sql("INSERT INTO user_group_user VALUES ('stars', 'stan')");

        Response blind = FourEyesSteps.approve(seventh, id, seen);
        Response again = approve(seventh, id);

        assertThat(blind.statusCode()).isEqualTo(409);
        assertThat(blind.<String>path("code")).isEqualTo("effect-changed");
        assertThat(again.<List<String>>path("users.user")).containsExactly("stan", "stella");
    }

    @Test
    void anApprovalThatSaysNothingOfWhatWasSeenIsRefused() {
        String eighth = administrator("eighth");
        person("blind");
        String id = id(propose("blind", "viewer"));

        Response answer =
                as(eighth).contentType("application/json").body(Map.of()).post("/api/proposals/" + id + "/approve");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<String>path("errors[0].field")).isEqualTo("effect");
    }

    @Test
    void ofManyWhoSettleAtOnceOneDoes() throws Exception {
        String one = administrator("ninth");
        String other = administrator("tenth");
        List<List<Integer>> outcomes = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            person("rosa-" + round);
            String id = id(propose("rosa-" + round, "viewer"));
            String seen = effect(first(), id);
            outcomes.add(atOnce(List.of(
                    () -> FourEyesSteps.approve(one, id, seen),
                    () -> FourEyesSteps.approve(other, id, seen),
                    () -> withdraw(first(), id),
                    () -> refuse(one, id))));
            states.add(state(id) + " " + mayReadFiles("rosa-" + round));
        }

        assertThat(outcomes).allSatisfy(statuses -> {
            assertThat(Set.of(200, 204, 409)).containsAll(statuses);
            assertThat(statuses.stream().filter(status -> status < 300)).hasSize(1);
        });
        assertThat(states)
                .allMatch(s -> Set.of("approved true", "withdrawn false", "refused false")
                        .contains(s));
    }

    @Test
    void aProposalIsOverAfterItsTimeAndThatIsInTheLogOnce() {
        person("olga");
        String eleventh = administrator("eleventh");
        String id = id(propose("olga", "viewer"));
        String seen = effect(first(), id);
        EveryChange.sql("UPDATE proposal SET expires_at = proposed_at + interval '1 microsecond' WHERE id = '"
                + UUID.fromString(id) + "'");

        Response late = FourEyesSteps.approve(eleventh, id, seen);
        proposals.expire();
        proposals.expire();

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.<String>path("code")).isEqualTo("proposal-settled");
        assertThat(state(id)).isEqualTo("expired");
        assertThat(steps(id)).containsExactly("expire-change auth", "propose-change administrator");
    }

    @Test
    void itIsRefusedByAnotherAndWithdrawnByTheProposerOnly() {
        person("tess");
        String twelfth = administrator("twelfth");
        String refused = id(propose("tess", "viewer"));
        String withdrawn = id(propose("tess", "viewer"));

        assertThat(refuse(twelfth, refused).statusCode()).isEqualTo(204);
        assertThat(withdraw(twelfth, withdrawn).statusCode()).isEqualTo(403);
        assertThat(withdraw(first(), withdrawn).statusCode()).isEqualTo(204);

        assertThat(FourEyesSteps.approve(twelfth, refused, "any").statusCode()).isEqualTo(409);
        assertThat(withdraw(first(), withdrawn).statusCode()).isEqualTo(409);
        assertThat(List.of(state(refused), state(withdrawn))).containsExactly("refused", "withdrawn");
        assertThat(mayReadFiles("tess")).isFalse();
    }

    @Test
    void aPasswordWaitsAsItsHashAndIsForgottenWhenItIsSettled() {
        String thirteenth = administrator("thirteenth");
        String id = id(SignIns.create("newcomer", PASSWORD, "viewer"));
        String kept = EveryChange.text("SELECT change FROM proposal WHERE id = '" + UUID.fromString(id) + "'");

        approve(thirteenth, id).then().statusCode(200);

        assertThat(kept).contains("argon2id").doesNotContain(PASSWORD);
        assertThat(detail(id).asString()).doesNotContain("argon2id");
        assertThat(EveryChange.text(
                        "SELECT coalesce(change, 'forgotten') FROM proposal WHERE id = '" + UUID.fromString(id) + "'"))
                .isEqualTo("forgotten");
        assertThat(as(first()).get("/api/audit?limit=20").asString()).doesNotContain("argon2id");
    }

    @Test
    void aKeyForSomebodyElseOpensNothingBeforeItIsApproved() {
        String fourteenth = administrator("fourteenth");
        Response asked = KeySteps.make(
                first(), Map.of("service", "history", "scope", List.of("samples:read"), "label", "nightly"));
        String key = asked.path("key");

        int before = SignIns.clientCredentials("history", key).statusCode();
        approve(fourteenth, id(asked)).then().statusCode(200);

        assertThat(before).isEqualTo(401);
        assertThat(SignIns.clientCredentials("history", key).statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyRenewsTheKeyOfSomebodyElseAlone() {
        String fifteenth = administrator("fifteenth");
        String key = KeySteps.own(fifteenth, "files:read").path("made.id");

        Response others = KeySteps.rotate(first(), key, Map.of());
        Response own = KeySteps.rotate(fifteenth, key, Map.of());

        assertThat(others.<String>path("code")).isEqualTo("needs-another");
        assertThat(own.statusCode()).isEqualTo(201);
    }

    @Test
    void disablingIsDoneAtOnceButLeavesTwo() {
        administrator("sixteenth");
        List<String> all = new ArrayList<>(administrators());
        all.removeAll(List.of("administrator", "sixteenth"));
        all.forEach(name -> EveryChange.sql("UPDATE account SET disabled = true WHERE name = '" + name + "'"));

        Response refused = disable(first(), "sixteenth", true);
        all.forEach(name -> EveryChange.sql("UPDATE account SET disabled = false WHERE name = '" + name + "'"));
        administrator("seventeenth");
        Response done = disable(first(), "sixteenth", true);

        assertThat(refused.<String>path("code")).isEqualTo("last-administrator");
        assertThat(done.statusCode()).isEqualTo(200);
    }

    @Test
    void theListGoesOnWhereAPageEnded() {
        person("lara");
        List<String> made = Stream.of("viewer", "analyst", "operator")
                .map(role -> id(propose("lara", role)))
                .toList();

        Response first = as(first()).get("/api/proposals?limit=2");
        Response second = as(first())
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get("/api/proposals?limit=1");

        assertThat(first.<List<String>>path("items.id")).containsExactly(made.get(2), made.get(1));
        assertThat(second.<List<String>>path("items.id")).containsExactly(made.get(0));
        assertThat(as(first()).get("/api/proposals?cursor=x").statusCode()).isEqualTo(400);
        assertThat(as(first()).get("/api/proposals/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    private Map<String, Supplier<Response>> everyChange() {
        if (hash == null) {
            hash = passwords.hash(PASSWORD);
        }
        return EveryChange.asked(first(), "", hash);
    }

    private static String first() {
        if (first == null) {
            first = SignIns.administrator();
        }
        return first;
    }

    private Account account(String name, Set<RoleName> roles) {
        if (hash == null) {
            hash = passwords.hash(PASSWORD);
        }
        made.add(name);
        return new Account(new AccountName(name), hash, roles, false, Instant.now(), false);
    }

    private Account account(String name) {
        return account(name, Set.of(new RoleName("administrator")));
    }

    private void add(Account account, AuditEvent made) {
        PresentTenancy.as(Tenancy.of(Tenant.DEFAULT), () -> accounts.add(account, made));
    }

    private void person(String name) {
        add(account(name, Set.of()), event("create-user", "setup", name));
    }

    /// Somebody whose account nobody made who could be somebody else.
    private String administrator(String name) {
        return madeBy("setup", name);
    }

    private String madeBy(String maker, String name) {
        add(account(name), event("create-user", maker, name));
        return SignIns.token(SignIns.password(name, PASSWORD));
    }

    private static AuditEvent event(String action, String by, String name) {
        return AuditEvent.own(Instant.now(), action, by, "local", "", "user " + name);
    }

    /// Permissions for everything, given past the interface.
    private void allow(String user, String... permissions) {
        String role = "only-" + user;
        String values = Stream.of(permissions)
                .map(permission -> "('" + role + "', '" + permission + "')")
                .collect(Collectors.joining(", "));
        EveryChange.sql("INSERT INTO custom_role VALUES ('" + role + "', ''); INSERT INTO custom_role_allowed VALUES "
                + values + "; INSERT INTO account_role VALUES ('" + user + "', '" + role + "')");
    }

    private static Response propose(String user, String role) {
        return propose(first(), user, role);
    }

    private static Response propose(String token, String user, String role) {
        return as(token)
                .contentType("application/json")
                .body(Map.of("user", user, "role", role))
                .post("/api/assignments");
    }

    private static Response detail(String id) {
        return as(first()).get("/api/proposals/" + id);
    }

    /// What the first one was shown; whoever approves may be somebody who is shown nothing.
    private static Response approve(String token, String id) {
        return FourEyesSteps.approve(token, id, effect(first(), id));
    }

    private static String state(String id) {
        return detail(id).path("proposal.state");
    }

    private static List<Integer> atOnce(List<Callable<Response>> requests) throws Exception {
        try (ExecutorService all = Executors.newFixedThreadPool(requests.size())) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Response> answer : all.invokeAll(requests)) {
                statuses.add(answer.get().statusCode());
            }
            return statuses;
        }
    }

    private static boolean mayReadFiles(String user) {
        return as(first())
                .contentType("application/json")
                .body(Map.of("user", user, "permission", "files:read"))
                .post("/api/authorize")
                .path("allowed");
    }

    private List<String> administrators() {
        return List.of(
                EveryChange.text("SELECT string_agg(account, ' ') FROM account_role WHERE role = 'administrator'")
                        .split(" ", -1));
    }

    /// The steps of a proposal in the log, newest first, each with who did it.
    private static List<String> steps(String id) {
        return rows("action=propose-change&action=approve-change&action=refuse-change&action=withdraw-change"
                + "&action=expire-change&target=proposal " + id);
    }

    private static List<String> rows(String filters) {
        return as(first())
                .get("/api/audit?" + filters)
                .jsonPath()
                .getList("items.collect { it.action + ' ' + it.subject }");
    }
}
