package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.role.Permission;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.tidemark.auth.right.RandomRights.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/// What must hold for every model. Each model comes from its number, so a failure can be run again alone.
class RightsPropertyTest {
    private static final int MODELS = 400;

    @Test
    void decidesAsTheRulesSayWordByWord() {
        int allowed = 0;
        int denied = 0;
        for (int seed = 0; seed < MODELS; seed++) {
            RandomRights random = model(seed);
            RightsFacts facts = random.facts(12);
            Rights rights = new Rights(facts);
            NaiveRights naive = new NaiveRights(facts);
            for (int i = 0; i < 60; i++) {
                AccountName user = random.user();
                Permission permission = random.permission();
                Target target = random.target();

                Decision decision = rights.decide(user, permission, target, NOON);

                assertThat(decision.allowed())
                        .as("model %d: %s %s %s", seed, user, permission, target)
                        .isEqualTo(naive.allowed(user, permission, target, NOON));
                allowed += decision.allowed() ? 1 : 0;
                denied += decision.denial().isPresent() ? 1 : 0;
            }
        }
        assertThat(allowed)
                .as("the models must allow often enough to mean something")
                .isGreaterThan(1000);
        assertThat(denied).isGreaterThan(1000);
    }

    @Test
    void aReasonNamesWhatReallySaysSo() {
        for (int seed = 0; seed < MODELS; seed++) {
            RandomRights random = model(seed);
            Rights rights = new Rights(random.facts(12));
            for (int i = 0; i < 30; i++) {
                AccountName user = random.user();
                Permission permission = random.permission();
                Target target = random.target();

                Decision decision = rights.decide(user, permission, target, NOON);

                decision.allowance().ifPresent(reason -> assertTrue(rights, reason, user, permission, target));
                decision.denial().ifPresent(reason -> assertTrue(rights, reason, user, permission, target));
            }
        }
    }

    @Test
    void holdingsSayTheSameAsDecisions() {
        for (int seed = 0; seed < MODELS; seed++) {
            RandomRights random = model(seed);
            Rights rights = new Rights(random.facts(12));
            for (int i = 0; i < 30; i++) {
                AccountName user = random.user();
                Permission permission = random.permission();
                Target target = random.target();

                boolean held = target.isOf(Tenant.DEFAULT)
                        && held(rights, user, Effect.ALLOW, permission, target)
                        && !held(rights, user, Effect.DENY, permission, target);

                assertThat(held)
                        .as("model %d", seed)
                        .isEqualTo(rights.decide(user, permission, target, NOON).allowed());
            }
        }
    }

    @Test
    void aScopeThatCoversAnotherContainsWhateverThatContainsAndOnesThatShareSomethingOverlap() {
        RandomRights random = model(1);
        int covered = 0;
        for (int i = 0; i < 100_000; i++) {
            Scope one = random.scope();
            Scope other = random.scope();
            Target target = random.target();
            if (other.contains(target) && one.covers(other)) {
                covered++;
                assertThat(one.contains(target))
                        .as("%s %s %s", one, other, target)
                        .isTrue();
            }
            if (one.contains(target) && other.contains(target)) {
                assertThat(one.overlaps(other))
                        .as("%s %s %s", one, other, target)
                        .isTrue();
            }
        }
        assertThat(covered).isGreaterThan(1000);
    }

    /// The rule that nobody gives what they do not have, seen from its end: whatever a change that is let through
    /// allows anybody, the one who made it could do before.
    @Test
    void noChangeThatIsLetThroughAllowsWhatItsMakerCouldNotDo() {
        int let = 0;
        int stopped = 0;
        for (int seed = 0; seed < MODELS * 5; seed++) {
            RandomRights random = model(seed);
            RightsFacts facts = random.facts(14);
            Rights before = new Rights(facts);
            AccountName maker = random.user();
            Rights after = changed(facts, random.change(facts));
            List<Difference> differences = Difference.between(before, after, NOON);
            boolean may =
                    differences.stream().allMatch(d -> d.beyond(maker, before).isEmpty());
            stopped += may ? 0 : 1;
            if (may && !differences.isEmpty()) {
                let++;
                assertNothingBeyond(random, before, after, maker, seed);
            }
        }
        assertThat(let).isGreaterThan(100);
        assertThat(stopped).isGreaterThan(100);
    }

    @Test
    void whoIsNotAmongTheDifferencesMayExactlyWhatTheyMightBefore() {
        for (int seed = 0; seed < MODELS; seed++) {
            RandomRights random = model(seed);
            RightsFacts facts = random.facts(12);
            Rights before = new Rights(facts);
            Rights after = changed(facts, random.change(facts));
            List<AccountName> changed = Difference.between(before, after, NOON).stream()
                    .map(Difference::user)
                    .toList();
            for (int i = 0; i < 40; i++) {
                AccountName user = random.user();
                Permission permission = random.permission();
                Target target = random.target();
                if (!changed.contains(user)) {
                    assertThat(after.decide(user, permission, target, NOON).allowed())
                            .as("model %d", seed)
                            .isEqualTo(before.decide(user, permission, target, NOON)
                                    .allowed());
                }
            }
        }
    }

    private static void assertNothingBeyond(
            RandomRights random, Rights before, Rights after, AccountName maker, int seed) {
        for (int i = 0; i < 60; i++) {
            AccountName user = random.user();
            Permission permission = random.permission();
            Target target = random.target();
            boolean new_ = after.decide(user, permission, target, NOON).allowed()
                    && !before.decide(user, permission, target, NOON).allowed();
            if (new_) {
                assertThat(before.decide(maker, permission, target, NOON).allowed())
                        .as("model %d: %s gave %s %s at %s", seed, maker, user, permission, target)
                        .isTrue();
            }
        }
    }

    private static void assertTrue(
            Rights rights, Reason reason, AccountName user, Permission permission, Target target) {
        assertThat(reason.assignment().scope().heldBy(user).contains(target)).isTrue();
        assertThat(reason.assignment().window().contains(NOON)).isTrue();
        assertThat(reason.roles().getFirst()).isEqualTo(reason.assignment().role());
        var last = rights.role(reason.roles().getLast()).orElseThrow();
        assertThat(reason.effect() == Effect.ALLOW ? last.allowed() : last.denied())
                .contains(permission);
        for (int i = 1; i < reason.roles().size(); i++) {
            assertThat(rights.role(reason.roles().get(i - 1)).orElseThrow().included())
                    .contains(reason.roles().get(i));
        }
        switch (reason.assignment().holder()) {
            case Holder.User holder -> assertThat(holder.name()).isEqualTo(user);
            case Holder.Group holder -> assertWay(rights, reason.groups(), user, holder.name());
        }
    }

    private static void assertWay(Rights rights, List<GroupName> way, AccountName user, GroupName end) {
        List<UserGroup> groups =
                way.stream().map(name -> rights.facts().groups().get(name)).toList();
        assertThat(groups.getFirst().users()).contains(user);
        assertThat(groups.getLast().name()).isEqualTo(end);
        for (int i = 1; i < groups.size(); i++) {
            assertThat(groups.get(i).groups()).contains(groups.get(i - 1).name());
        }
    }

    private static boolean held(Rights rights, AccountName user, Effect effect, Permission permission, Target target) {
        return new ArrayList<>(rights.holdings(user))
                .stream()
                        .anyMatch(h -> h.effect() == effect
                                && h.permission() == permission
                                && h.window().contains(NOON)
                                && h.scope().contains(target));
    }

    /// The same rights where the change does not hold together.
    private static Rights changed(RightsFacts facts, RightsChange change) {
        try {
            return new Rights(change.applyTo(facts));
        } catch (ProblemException e) {
            return new Rights(facts);
        }
    }

    private static RandomRights model(int seed) {
        return new RandomRights(new Random(seed), 6, 5, 6);
    }
}
