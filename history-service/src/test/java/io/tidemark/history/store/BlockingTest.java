package io.tidemark.history.store;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.event.EventType;
import io.tidemark.history.rest.StoreResource;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
@Timeout(60)
class BlockingTest {

    private static final int WOKEN = 16;
    private static final int ROUNDS = 50;

    @Inject
    EventLog events;

    @Inject
    SnapshotRegister snapshots;

    @Inject
    Vertx vertx;

    @Test
    void thoseWhomOneThreadWokeDoNotShareItsSession() {
        Context waker = VertxContext.getOrCreateDuplicatedContext(vertx);

        List<CompletableFuture<Void>> woken =
                IntStream.range(0, WOKEN).mapToObj(i -> woken(waker)).toList();

        assertThat(woken).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(50)));
    }

    @Test
    void tellsTheFailureItselfAndNotAWrappedOne() {
        IllegalArgumentException failure = new IllegalArgumentException("no");

        assertThatThrownBy(() -> Blocking.await(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    /// As readers of events are that wait for the bell: on a worker, with the context of whoever rang it.
    private CompletableFuture<Void> woken(Context waker) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waker.runOnContext(ignored -> Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                for (int i = 0; i < ROUNDS; i++) {
                    events.after(Tenancy.ALL, 0, EnumSet.allOf(EventType.class), 10);
                    snapshots.page(new Filter("nobody", "/"), null, 10);
                }
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        }));
        return done;
    }
}
