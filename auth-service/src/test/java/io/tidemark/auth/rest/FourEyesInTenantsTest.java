package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.audit.FourEyesStore;
import io.tidemark.auth.audit.TenantFourEyes;
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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;

import static io.tidemark.auth.rest.FourEyesSteps.approve;
import static io.tidemark.auth.rest.FourEyesSteps.disable;
import static io.tidemark.auth.rest.FourEyesSteps.id;
import static io.tidemark.auth.rest.FourEyesSteps.refuse;
import static io.tidemark.auth.rest.FourEyesSteps.withdraw;
import static io.tidemark.auth.rest.KeySteps.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Four eyes where a tenant begins with one administrator, `root@...`: alone at first, and never
/// again after there were two.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class FourEyesInTenantsTest {
    private static final String PASSWORD = TenantSteps.PASSWORD;
    private static final String ALONE = "alone, as the tenant has had no second administrator; ";

    private static @Nullable String hash;

    @Inject
    FourEyesStore store;

    @Inject
    PasswordHasher passwords;

    @Inject
    Proposals proposals;

    @Inject
    DataSource database;

    @BeforeEach
    void turnOn() {
        QuarkusMock.installMockForType(new TenantFourEyes(true, Set.of(), store), FourEyes.class);
    }

    @AfterEach
    void forget() {
        EveryChange.forget();
    }

    @Test
    void theOnlyAdministratorActsAloneAndTheLogSaysSo() {
        String root = TenantSteps.tenant("lone");

        Response made = create(root, "eve@lone", "viewer");
        Response disabled = disable(root, "eve@lone", true);
        Response enabled = disable(root, "eve@lone", false);

        assertThat(List.of(made.statusCode(), disabled.statusCode(), enabled.statusCode()))
                .containsExactly(201, 200, 200);
        assertThat(reasons(root, "create-user")).containsExactly(ALONE + "roles=viewer");
        assertThat(reasons(root, "enable-user")).containsExactly(ALONE);
        assertThat(reasons(root, "disable-user")).containsExactly("");
        assertThat(reasons(root, "replace-password")).containsExactly("own");
    }

    @Test
    void fromTheSecondAdministratorOnEveryChangeWaitsForAnotherPerson() {
        String root = TenantSteps.tenant("pair");
        create(root, "bob@pair", "administrator").then().statusCode(201);

        Response asked = create(root, "eve@pair", "viewer");
        Response byWhomRootMade = approve(SignIns.token(SignIns.password("bob@pair", PASSWORD)), id(asked));
        Response byAnother = approve(administrator("carol@pair"), id(asked));

        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(byWhomRootMade.<String>path("code")).isEqualTo("needs-another");
        assertThat(byAnother.statusCode()).as(byAnother.asString()).isEqualTo(200);
        assertThat(SignIns.password("eve@pair", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(reasons(root, "create-user"))
                .containsExactly("approved by carol@pair; roles=viewer", ALONE + "roles=administrator");
    }

    @Test
    void everyOperationThatWaitsByTheTableWaitsInATenantToo() {
        String root = TenantSteps.tenant("table");
        String approver = administrator("approver@table");
        Map<String, Supplier<Response>> asked = EveryChange.asked(root, "@table", hash());

        Set<String> waiting = FourEyesTableTest.waiting();
        assertThat(waiting.remove("disableTenant"))
                .as("the installation's affair")
                .isTrue();
        assertThat(asked.keySet()).isEqualTo(waiting);
        asked.forEach((operation, ask) -> {
            String before = EveryChange.everythingKept();
            Response answer = ask.get();
            assertThat(answer.statusCode())
                    .as(operation + " " + answer.asString())
                    .isEqualTo(202);
            assertThat(EveryChange.everythingKept()).as(operation).isEqualTo(before);
            Response approved = approve(approver, id(answer));
            assertThat(approved.statusCode())
                    .as(operation + " " + approved.asString())
                    .isEqualTo(200);
            assertThat(EveryChange.everythingKept()).as(operation).isNotEqualTo(before);
        });
    }

    @Test
    void oneOfTwoCannotBringTheTenantBackToOne() {
        String root = TenantSteps.tenant("back");
        administrator("second@back");

        Response disabled = disable(root, "second@back", true);
        Response demoted = as(root).contentType("application/json")
                .body(Map.of("roles", List.of("viewer")))
                .put("/api/users/second@back/roles");

        assertThat(disabled.<String>path("code")).isEqualTo("last-administrator");
        assertThat(demoted.statusCode()).isEqualTo(202);
    }

    @Test
    void whoeverIsLeftOfTwoActsNoMoreAlone() {
        String root = TenantSteps.tenant("left");
        administrator("second@left");
        EveryChange.sql("UPDATE account SET disabled = true WHERE name = 'second@left'");

        assertThat(create(root, "eve@left", "administrator").statusCode()).isEqualTo(202);
        assertThat(disable(root, "second@left", false).statusCode()).isEqualTo(202);

        EveryChange.sql("DELETE FROM account WHERE name = 'second@left'");
        assertThat(create(root, "eve@left", "administrator").statusCode()).isEqualTo(202);
    }

    @Test
    void whatIsOnItsWayWhileASecondOneIsMadeIsNotDoneAlone() throws Exception {
        String root = TenantSteps.tenant("race");
        create(root, "bob@race", "viewer").then().statusCode(201);
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8);
                Connection holder = PostgresResource.owner();
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(x'6175646974'::bigint)");
            answers.add(begin(
                    callers,
                    () -> as(root).contentType("application/json")
                            .body(Map.of("roles", List.of("administrator")))
                            .put("/api/users/bob@race/roles")));
            untilWaiting(1);
            for (int i = 0; i < 5; i++) {
                String name = "made" + i + "@race";
                answers.add(begin(callers, () -> create(root, name, "viewer")));
            }
            answers.add(begin(
                    callers,
                    () -> as(root).contentType("application/json")
                            .body(Map.of("description", "", "permissions", List.of("files:read")))
                            .put("/api/roles/late@race")));
            answers.add(begin(callers, () -> disable(root, "bob@race", true)));
            untilWaiting(8);
            statement.execute("select pg_advisory_unlock_all()");
            answers.forEach(CompletableFuture::join);
        }

        assertThat(answers.removeFirst().join().statusCode()).isEqualTo(200);
        assertThat(answers.removeLast().join().<String>path("code")).isEqualTo("last-administrator");
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.join().<String>path("code")).isEqualTo("needs-another"));
        assertThat(reasons(root, "create-user")).containsExactly(ALONE + "roles=viewer");
    }

    @Test
    void nothingOfAProposalIsVisibleInAnotherTenant() {
        String root = TenantSteps.tenant("apart");
        String stranger = TenantSteps.tenant("strange");
        administrator("second@apart");
        administrator("second@strange");
        String id = id(create(root, "eve@apart", "viewer"));
        String effect = as(root).get("/api/proposals/" + id).path("effect");

        for (String other : List.of(stranger, SignIns.administrator())) {
            assertThat(as(other).get("/api/proposals?limit=1000").asString())
                    .doesNotContain(id)
                    .doesNotContain("eve@apart");
            assertThat(as(other).get("/api/proposals/" + id).statusCode()).isEqualTo(404);
            assertThat(approve(other, id, effect).statusCode()).isEqualTo(404);
            assertThat(refuse(other, id).statusCode()).isEqualTo(404);
            assertThat(withdraw(other, id).statusCode()).isEqualTo(404);
            assertThat(as(other).get("/api/audit?limit=1000").asString())
                    .doesNotContain(id)
                    .doesNotContain("eve@apart");
        }
        assertThat(as(root).get("/api/proposals/" + id).<String>path("proposal.state"))
                .isEqualTo("open");
    }

    @Test
    void theEndOfAProposalIsInTheLogOfItsTenant() {
        String root = TenantSteps.tenant("over");
        administrator("second@over");
        String id = id(create(root, "eve@over", "viewer"));
        EveryChange.sql(
                "UPDATE proposal SET expires_at = proposed_at + interval '1 microsecond' WHERE id = '" + id + "'");

        proposals.expire();

        assertThat(as(root).get("/api/audit?action=expire-change").<List<String>>path("items.target"))
                .containsExactly("proposal " + id);
        assertThat(as(SignIns.administrator())
                        .get("/api/audit?action=expire-change&target=proposal " + id)
                        .<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void whoeverRunsTheServiceReleasesATenantWhoseSecondOneIsGoneAndTheLogOfTheTenantSaysSoOnce() {
        String root = TenantSteps.tenant("gone");
        administrator("second@gone");
        EveryChange.sql("UPDATE account SET disabled = true WHERE name = 'second@gone'");
        Tenant tenant = new Tenant("gone");
        QuarkusMock.installMockForType(new TenantFourEyes(true, Set.of(tenant), store), FourEyes.class);

        say(tenant, true);
        say(tenant, false);
        say(tenant, false);
        Response released = create(root, "third@gone", "administrator");
        turnOn();
        say(tenant, true);
        Response bound = create(root, "fourth@gone", "administrator");

        assertThat(List.of(released.statusCode(), bound.statusCode())).containsExactly(201, 202);
        assertThat(reasons(root, "say true", "say false")).hasSize(3);
        assertThat(reasons(root, "create-user")).containsExactly("roles=administrator");
    }

    @Test
    void theServiceCannotUnsayThatThereWereTwo() throws SQLException {
        TenantSteps.tenant("kept");
        administrator("second@kept");

        try (Connection service = database.getConnection();
                Statement statement = service.createStatement()) {
            for (String change : List.of(
                    "update four_eyes set two_since = null",
                    "delete from four_eyes",
                    "insert into four_eyes (tenant, two_since) values ('new', now())")) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private void say(Tenant tenant, boolean wanted) {
        PresentTenancy.as(Tenancy.of(tenant), () -> {
            store.say(tenant, wanted, AuditEvent.own(Instant.now(), "say " + wanted, "auth", "local", "", ""));
            return wanted;
        });
    }

    /// An administrator whom nobody made who could be somebody else.
    private String administrator(String name) {
        EveryChange.sql("INSERT INTO account (name, password_hash, disabled, created_at) VALUES ('" + name + "', '"
                + hash() + "', false, now()); INSERT INTO account_role VALUES ('" + name + "', 'administrator')");
        return SignIns.token(SignIns.password(name, EveryChange.PASSWORD));
    }

    private String hash() {
        if (hash == null) {
            hash = passwords.hash(EveryChange.PASSWORD);
        }
        return hash;
    }

    private static Response create(String token, String name, String role) {
        return as(token)
                .contentType("application/json")
                .body(Map.of("name", name, "password", PASSWORD, "roles", List.of(role)))
                .post("/api/users");
    }

    /// Newest first.
    private static List<String> reasons(String token, String... actions) {
        return as(token)
                .queryParam("action", (Object[]) actions)
                .get("/api/audit")
                .path("items.reason");
    }

    private static CompletableFuture<Response> begin(ExecutorService callers, Supplier<Response> request) {
        return CompletableFuture.supplyAsync(request, callers);
    }

    /// Until so many transactions wait for the log's lock.
    private static void untilWaiting(int most) {
        long end = System.nanoTime() + 20_000_000_000L;
        String query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
        while (Integer.parseInt(EveryChange.text(query)) < most) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
            LockSupport.parkNanos(20_000_000L);
        }
    }
}
