package io.tidemark.platform.store;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// All of it over a pool of one connection, so that whatever one transaction left behind would reach the next.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(PostgresResource.class)
class TenantTransactionsTest {
    private static final Tenant ACME_ITSELF = new Tenant("acme");
    private static final Tenancy ACME = Tenancy.of(ACME_ITSELF);
    private static final Tenancy HERE = Tenancy.of(Tenant.DEFAULT);

    private static final String TABLE = """
            drop table if exists note;
            create table note (name text primary key);
            grant select, insert, update, delete on note to service_app;
            alter table note enable row level security;
            alter table note force row level security;
            create policy tenant on note using (
                current_setting('tidemark.tenant', true) in ('*', case when name like '%@%'
                    then substring(name from '[^@]*$') else 'default' end));
            insert into note select n from unnest(array['plan', 'plan@acme', 'list@acme']) n
                where set_config('tidemark.tenant', '*', true) = '*'
            """;

    @Inject
    Notes notes;

    @Inject
    Pool pool;

    @ConfigProperty(name = "platform.database.port")
    int port;

    @BeforeEach
    void makeTable() throws SQLException {
        try (Connection owner = connect("service");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute(TABLE);
            owner.commit();
        }
    }

    @Test
    void aTransactionSeesItsOwnTenantsRowsOnly() {
        assertThat(in(ACME, notes::names)).containsExactly("list@acme", "plan@acme");
        assertThat(in(HERE, notes::names)).containsExactly("plan");
        assertThat(in(Tenancy.ALL, notes::names)).containsExactly("list@acme", "plan", "plan@acme");
    }

    @Test
    void whereNobodySaysForWhomThereAreNoRowsAndNothingCanBeWritten() {
        assertThat(Blocking.await(notes::names)).isEmpty();
        assertThatThrownBy(() -> Blocking.await(() -> notes.add("new"))).hasMessageContaining("row-level security");
    }

    @Test
    void nothingIsWrittenForAnotherTenant() {
        assertThatThrownBy(() -> in(ACME, () -> notes.add("new@globex"))).hasMessageContaining("row-level security");

        assertThat(in(Tenancy.ALL, notes::names)).doesNotContain("new@globex");
    }

    @Test
    void aFailedTransactionLeavesItsTenantNotBehind() {
        assertThatThrownBy(() -> in(ACME, () -> notes.addAndFail("lost@acme"))).isInstanceOf(Notes.NotDone.class);

        assertThat(Blocking.await(notes::names)).isEmpty();
        assertThat(in(HERE, notes::names)).containsExactly("plan");
        assertThat(in(ACME, notes::names)).containsExactly("list@acme", "plan@acme");
    }

    @Test
    void aTransactionNobodyWaitsForAnyMoreIsDoneWholeAndLeavesItsTenantNotBehind() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            String name = "late-" + round + "@acme";
            CountDownLatch added = new CountDownLatch(1);
            Cancellable running = PresentTenancy.as(
                    ACME,
                    () -> Blocking.await(() -> Uni.createFrom()
                            .item(notes.addSlowly(name, added::countDown)
                                    .subscribe()
                                    .with(done -> {}))));
            assertThat(added.await(10, TimeUnit.SECONDS)).isTrue();

            running.cancel();

            assertThat(Blocking.await(notes::names)).isEmpty();
            assertThat(in(HERE, notes::names)).containsExactly("plan");
            assertThat(in(ACME, notes::names)).contains(name);
        }
    }

    @Test
    void twoTenantsThatTakeTurnsOnOneConnectionNeverSeeEachOther() {
        List<CompletableFuture<List<String>>> acme = new ArrayList<>();
        List<CompletableFuture<List<String>>> here = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            acme.add(PresentTenancy.as(ACME, () -> Blocking.start(notes::names)));
            here.add(PresentTenancy.as(HERE, () -> Blocking.start(notes::names)));
        }

        assertThat(acme).allSatisfy(names -> assertThat(names.join()).containsExactly("list@acme", "plan@acme"));
        assertThat(here).allSatisfy(names -> assertThat(names.join()).containsExactly("plan"));
    }

    @Test
    void whatJoinsATransactionSeesWhatItSeesAndNobodyWidensOne() {
        assertThat(in(ACME, () -> TenantTransactions.in(ACME, notes::names))).containsExactly("list@acme", "plan@acme");
        assertThat(Blocking.await(() -> TenantTransactions.asAll(notes::names))).hasSize(3);
        assertThatThrownBy(() ->
                        Blocking.await(() -> TenantTransactions.in(ACME, () -> TenantTransactions.asAll(notes::names))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction of tenant 'acme' cannot become one of '*'");
    }

    @Test
    void aStepInAnotherTenantSeesAndWritesWhatIsOfThatOneAndEndsThere() {
        List<String> inside = in(HERE, () -> notes.addAround("mine", ACME_ITSELF, () -> notes.addAndList("told@acme")));

        assertThat(inside).containsExactly("list@acme", "plan@acme", "told@acme");
        assertThat(in(HERE, notes::names)).containsExactly("mine", "mine too", "plan");
        assertThatThrownBy(() -> in(HERE, () -> notes.addAround("other", ACME_ITSELF, () -> notes.addAndList("no"))))
                .hasMessageContaining("row-level security");
        assertThat(in(Tenancy.ALL, notes::names)).doesNotContain("other", "other too", "no");
    }

    @Test
    void onlyWhoAdministersTheInstallationTakesAStepInAnotherTenant() {
        Tenant globex = new Tenant("globex");

        assertThatThrownBy(() -> in(ACME, () -> notes.addAround("a@acme", globex, notes::names)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction of tenant 'acme' has no step in tenant 'globex'");
        assertThatThrownBy(() -> in(HERE, () -> TenantTransactions.within(ACME_ITSELF, notes::names)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction of tenant '' has no step in tenant 'acme'");
        assertThat(in(Tenancy.ALL, () -> notes.addAround("mine", ACME_ITSELF, notes::names)))
                .containsExactly("list@acme", "plan@acme");
    }

    @Test
    void statementsOfOnesOwnAreHeldToTheSame() {
        Supplier<Uni<Long>> count = () -> TenantTransactions.present(
                pool,
                connection -> connection
                        .query("select count(*) from note")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0)));

        assertThat(in(ACME, count)).isEqualTo(2);
        assertThat(in(HERE, count)).isEqualTo(1);
        assertThat(Blocking.await(count)).isZero();
    }

    @Test
    void aPlainConnectionIsHeldToTheSameAndForgetsAtItsCommit() throws SQLException {
        try (Connection app = connect("service_app")) {
            assertThat(count(app)).isZero();
            assertThatThrownBy(() -> TenantTransactions.enter(app, ACME)).isInstanceOf(IllegalStateException.class);
            app.setAutoCommit(false);

            TenantTransactions.enter(app, ACME);

            assertThat(count(app)).isEqualTo(2);
            app.commit();
            assertThat(count(app)).isZero();
        }
    }

    private static <T> T in(Tenancy tenancy, Supplier<Uni<T>> work) {
        return PresentTenancy.as(tenancy, () -> Blocking.await(work));
    }

    private Connection connect(String role) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/service", role, "test");
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from note")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
