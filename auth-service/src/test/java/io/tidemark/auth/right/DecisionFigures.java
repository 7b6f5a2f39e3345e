package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.role.Permission;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints how long a decision takes with 10,000 users, 1,000 nested groups, 500 roles and 20,000 assignments. A
/// program,
/// not a test.
public final class DecisionFigures {
    private static final int DECISIONS = 200_000;
    private static final int GROUP = 30;

    private DecisionFigures() {}

    public static void main(String[] arguments) {
        RandomRights random = new RandomRights(new Random(1), 10_000, 1_000, 500);
        long before = System.nanoTime();
        Rights rights = new Rights(crowded(random.facts(20_000), random));
        System.out.printf("model made in %d ms%n", (System.nanoTime() - before) / 1_000_000);
        measure(rights, random);
        long[] nanos = measure(rights, random);
        System.out.printf(
                "decision: median %.1f us, 99 %% %.1f us, slowest %.1f us%n",
                nanos[DECISIONS / 2] / 1e3, nanos[DECISIONS / 100 * 99] / 1e3, nanos[DECISIONS - 1] / 1e3);
    }

    private static RightsFacts crowded(RightsFacts facts, RandomRights random) {
        RightsFacts crowded = facts;
        for (UserGroup group : facts.groups().values()) {
            Set<AccountName> users = Stream.generate(random::user).limit(GROUP).collect(Collectors.toUnmodifiableSet());
            crowded = crowded.withGroup(new UserGroup(group.name(), "", users, group.groups()));
        }
        return crowded;
    }

    private static long[] measure(Rights rights, RandomRights random) {
        long[] nanos = new long[DECISIONS];
        for (int i = 0; i < DECISIONS; i++) {
            AccountName user = random.user();
            Permission permission = random.permission();
            Target target = random.target();
            long start = System.nanoTime();
            rights.decide(user, permission, target, RandomRights.NOON);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
