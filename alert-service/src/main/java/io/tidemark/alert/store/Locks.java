package io.tidemark.alert.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/// Advisory locks of PostgreSQL, held to the end of the present transaction, whatever becomes of the replica.
final class Locks {

    /// Held by the one replica that evaluates.
    static final long EVALUATE = 0x7469_6465_0001L;

    /// Held while a rule is added, so that two writers of the same new id do not collide.
    static final long ADD_RULE = 0x7469_6465_0002L;

    private Locks() {}

    /// True when the lock was free and is ours now.
    static Uni<Boolean> tryTake(long key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select pg_try_advisory_xact_lock(?1)", Boolean.class)
                        .setParameter(1, key)
                        .getSingleResult());
    }

    /// Waits for the lock.
    static Uni<String> await(long key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(pg_advisory_xact_lock(?1) as text)", String.class)
                        .setParameter(1, key)
                        .getSingleResult());
    }
}
