package io.tidemark.platform.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;

/// The only way to the tables. Every transaction says first whose rows it may see and write, and the database holds it
/// to that (row-level security); what it said ends with it, however it ends, so that the connection's next user starts
/// from nothing.
public final class TenantTransactions {
    private static final String ENTER = "select set_config('tidemark.tenant', ?, true)";
    private static final String ENTER_POOL = "select set_config('tidemark.tenant', $1, true)";
    private static final String OPEN = "tidemark.transaction";

    private TenantTransactions() {}

    /// A part of the transaction that is open on this context, or else one of the present tenancy.
    public static <T> Uni<T> present(Supplier<Uni<T>> work) {
        Tenancy present = PresentTenancy.get();
        return Uni.createFrom().deferred(() -> ContextLocals.get(OPEN).isPresent() ? work.get() : begun(present, work));
    }

    /// One transaction for all tenants: for work of the installation itself, and where it is yet to be found out who
    /// somebody is.
    public static <T> Uni<T> asAll(Supplier<Uni<T>> work) {
        return in(Tenancy.ALL, work);
    }

    /// One transaction of this tenancy, or a part of the one that is open on this context.
    ///
    /// @throws IllegalStateException where the open one sees something else, and not everything
    public static <T> Uni<T> in(Tenancy tenancy, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> ContextLocals.<Tenancy>get(OPEN)
                        .map(open -> joined(open, tenancy, work))
                        .orElseGet(() -> begun(tenancy, work)));
    }

    /// A step of the open transaction in another tenant: for what the installation's administrators do to
    /// it, which its own log says too. It sees and writes what is of that tenant only; what follows is in
    /// the former tenancy again.
    ///
    /// @throws IllegalStateException where no transaction is open, or one of a tenant that administers
    /// nobody else
    public static <T> Uni<T> within(Tenant other, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Tenancy open = ContextLocals.<Tenancy>get(OPEN).orElse(Tenancy.NONE);
            if (!open.isAll() && !open.equals(Tenancy.of(Tenant.DEFAULT))) {
                throw new IllegalStateException(
                        "a transaction of tenant '" + open + "' has no step in tenant '" + other + "'");
            }
            return turned(Tenancy.of(other)).chain(work::get).call(() -> turned(open));
        });
    }

    /// What was changed so far is written as what it was changed as.
    private static Uni<?> turned(Tenancy tenancy) {
        return Panache.getSession()
                .chain(session -> session.flush())
                .chain(() -> entered(tenancy))
                .invoke(() -> ContextLocals.put(OPEN, tenancy));
    }

    private static <T> Uni<T> joined(Tenancy open, Tenancy wanted, Supplier<Uni<T>> work) {
        if (!open.isAll() && !open.equals(wanted)) {
            throw new IllegalStateException(
                    "a transaction of tenant '" + open + "' cannot become one of '" + wanted + "'");
        }
        return work.get();
    }

    /// Goes on to its end also where nobody waits for it any more: a transaction that is cancelled in the middle
    /// would be given back to the pool as it is.
    private static <T> Uni<T> begun(Tenancy tenancy, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(end -> whole(tenancy, work).subscribe().with(end::complete, end::fail));
    }

    private static <T> Uni<T> whole(Tenancy tenancy, Supplier<Uni<T>> work) {
        ContextLocals.put(OPEN, tenancy);
        return Panache.withTransaction(() -> entered(tenancy).chain(work::get))
                .onTermination()
                .invoke(() -> ContextLocals.remove(OPEN));
    }

    private static Uni<?> entered(Tenancy tenancy) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER, String.class)
                        .setParameter(1, tenancy.setting())
                        .getSingleResult());
    }

    /// One transaction of the present tenancy without a session, for statements of one's own.
    public static <T> Uni<T> present(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return in(PresentTenancy.get(), pool, work);
    }

    /// The same for a tenancy of its own.
    public static <T> Uni<T> in(Tenancy tenancy, Pool pool, Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .emitter(end -> pool.withTransaction(connection -> connection
                                .preparedQuery(ENTER_POOL)
                                .execute(Tuple.of(tenancy.setting()))
                                .chain(entered -> work.apply(connection)))
                        .subscribe()
                        .with(end::complete, end::fail));
    }

    /// A number that the present tenancy sees, in one statement and so in one way to the database and back: for what
    /// many requests ask first.
    ///
    /// @param function of the database, which takes the tenancy's setting, enters it and then looks
    public static Uni<Long> seen(Pool pool, String function) {
        return pool.preparedQuery("select " + function + "($1)")
                .execute(Tuple.of(PresentTenancy.get().setting()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// Says for the transaction that is open on a plain connection what it may see.
    ///
    /// @throws IllegalStateException where the connection commits each statement by itself
    public static void enter(Connection connection, Tenancy tenancy) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("a tenancy lasts for one transaction, and there is none");
        }
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, tenancy.setting());
            statement.execute();
        }
    }
}
