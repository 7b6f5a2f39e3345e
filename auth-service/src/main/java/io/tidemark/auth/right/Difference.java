package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What one user gains and loses by a change.
///
/// @param gains what is allowed now and was not, and denials that are gone where something is allowed
/// @param losses allowances that are gone, and denials that are new
public record Difference(AccountName user, List<Holding> gains, List<Holding> losses) {
    /// One for each user for whom something changes, by name. What is over does not count.
    public static List<Difference> between(Rights before, Rights after, Instant now) {
        Set<AccountName> users = new HashSet<>(before.facts().accounts().keySet());
        users.addAll(after.facts().accounts().keySet());
        return users.stream()
                .map(user -> of(user, running(before, user, now), running(after, user, now)))
                .filter(d -> !d.gains.isEmpty() || !d.losses.isEmpty())
                .sorted(Comparator.comparing(d -> d.user.value()))
                .toList();
    }

    /// All that a user is allowed, as if it were new.
    public static Difference everythingOf(AccountName user, Rights rights, Instant now) {
        return of(user, Set.of(), running(rights, user, now));
    }

    private static Difference of(AccountName user, Set<Holding> before, Set<Holding> after) {
        if (before.equals(after)) {
            return new Difference(user, List.of(), List.of());
        }
        return new Difference(user, increase(before, after), increase(after, before));
    }

    private static List<Holding> increase(Set<Holding> before, Set<Holding> after) {
        Predicate<Holding> allowedAfter =
                denial -> after.stream().anyMatch(h -> h.effect() == Effect.ALLOW && h.meets(denial));
        Stream<Holding> allowed = uncovered(Effect.ALLOW, after, before);
        Stream<Holding> freed = uncovered(Effect.DENY, before, after).filter(allowedAfter);
        return new ArrayList<>(Stream.concat(allowed, freed).toList());
    }

    /// Those of the first that none of the second covers.
    private static Stream<Holding> uncovered(Effect effect, Set<Holding> these, Set<Holding> others) {
        return these.stream()
                .filter(h -> h.effect() == effect && others.stream().noneMatch(other -> other.covers(h)));
    }

    private static Set<Holding> running(Rights rights, AccountName user, Instant now) {
        Set<Holding> running = new HashSet<>();
        for (Holding h : rights.holdings(user)) {
            if (!h.window().isOver(now)) {
                running.add(new Holding(
                        h.effect(), h.permission(), h.scope(), h.window().since(now)));
            }
        }
        return running;
    }

    /// What of the gains this user could not do, so may not give.
    ///
    /// @param rights as they are before the change
    public List<Holding> beyond(AccountName giver, Rights rights) {
        Set<Holding> own = rights.holdings(giver);
        return gains.stream().filter(gain -> !has(own, gain)).toList();
    }

    private static boolean has(Set<Holding> own, Holding gain) {
        Holding wanted = new Holding(Effect.ALLOW, gain.permission(), gain.scope(), gain.window());
        return own.stream().anyMatch(h -> h.covers(wanted))
                && own.stream().noneMatch(h -> h.effect() == Effect.DENY && h.meets(wanted));
    }
}
