package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FairDeskTest {
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<FutureTask<?>> submitted = new ArrayList<>();
    private FairDesk desk;

    @BeforeEach
    void blockTheOnlyThread() throws Exception {
        desk = new FairDesk(1, 6, 4);
        CountDownLatch begun = new CountDownLatch(1);
        submitted.add(desk.submit("first", () -> {
            begun.countDown();
            open.await();
            return "first";
        }));
        begun.await();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void askersTakeTurnsHoweverMuchOneOfThemHasWaiting() throws Exception {
        List<FutureTask<?>> tasks = new ArrayList<>();
        for (String work : List.of("greedy 1", "greedy 2", "greedy 3", "modest 1", "late 1", "modest 2")) {
            tasks.add(desk.submit(work.substring(0, work.indexOf(' ')), () -> done.add(work)));
        }

        open.countDown();
        for (FutureTask<?> task : tasks) {
            task.get();
        }

        assertThat(done).containsExactly("greedy 1", "modest 1", "late 1", "greedy 2", "modest 2", "greedy 3");
    }

    @Test
    void askerWithTooMuchWaitingIsToldToWaitAndOthersAreNot() {
        for (int i = 0; i < 4; i++) {
            submitted.add(desk.submit("greedy", () -> done.add("greedy")));
        }

        assertThatThrownBy(() -> desk.submit("greedy", () -> 1))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code().status()).isEqualTo(429);
                    assertThat(problem.retryAfter()).hasSeconds(2);
                });
        submitted.add(desk.submit("modest", () -> done.add("modest")));
        assertThat(desk.waiting()).isEqualTo(5);
    }

    @Test
    void fullDeskIsBusyForEverybody() {
        for (int i = 0; i < 6; i++) {
            submitted.add(desk.submit("asker " + i, () -> 1));
        }

        assertThatThrownBy(() -> desk.submit("one more", () -> 1))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code().status()).isEqualTo(503);
                    assertThat(problem.retryAfter()).hasSeconds(2);
                });
    }

    @Test
    void whatIsWithdrawnIsNotDoneAndLeavesItsPlace() throws Exception {
        FutureTask<?> unwanted = desk.submit("a", () -> done.add("unwanted"));
        FutureTask<?> wanted = desk.submit("b", () -> done.add("wanted"));

        desk.withdraw("a", unwanted);

        assertThat(desk.waiting()).isEqualTo(1);
        open.countDown();
        wanted.get();
        assertThat(done).containsExactly("wanted");
        assertThat(unwanted).isCancelled();
    }
}
