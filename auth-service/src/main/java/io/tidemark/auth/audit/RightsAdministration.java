package io.tidemark.auth.audit;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.right.Difference;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.right.RightsSource.Current;
import io.tidemark.auth.right.Target;
import io.tidemark.auth.role.Permission;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.InstantSource;
import java.util.List;

/// What administrators do with roles, groups and who has them. Whether the caller may change rights
/// at all was checked before; that nobody gives what they do not have is checked here.
public final class RightsAdministration {
    private static final int ATTEMPTS = 5;

    private final RightsStore store;
    private final GrantGuard guard;
    private final InstantSource clock;

    public RightsAdministration(RightsStore store, GrantGuard guard, InstantSource clock) {
        this.store = store;
        this.guard = guard;
        this.clock = clock;
    }

    public Rights rights() {
        return store.current().rights();
    }

    /// Who gains and loses what by a change, without making it.
    ///
    /// @throws ProblemException as [#apply] would
    public List<Difference> preview(RightsChange change, Actor actor) {
        return differences(store.current(), change, actor);
    }

    /// Makes a change and tells who gained and lost what.
    ///
    /// @throws ProblemException 404 for what does not exist, 403 for what the actor may not give,
    /// 409 where the change contradicts what is there, 422 where it does not hold together
    public List<Difference> apply(RightsChange change, Actor actor) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Current current = store.current();
            List<Difference> differences = differences(current, change, actor);
            switch (store.apply(change, current.version(), event(current.rights(), change, differences, actor))) {
                case DONE -> {
                    return differences;
                }
                case STALE -> {}
                case LAST_ADMINISTRATOR ->
                    throw new ProblemException(
                            Administration.LAST_ADMINISTRATOR, "This would leave nobody who can administer");
            }
        }
        throw new ProblemException(ProblemCode.CONFLICT, "Others change rights at the same time; try again");
    }

    /// What a change would give and take, whoever made it.
    ///
    /// @throws ProblemException 404, 409 or 422 where it does not fit what is there
    public List<Difference> effect(RightsChange change) {
        ChangeCheck.check(change, rights());
        return difference(change);
    }

    /// The same without a look at whether what it changes is there.
    public List<Difference> difference(RightsChange change) {
        Rights before = rights();
        return Difference.between(before, new Rights(change.applyTo(before.facts())), clock.instant());
    }

    /// Whether somebody is permitted this for everything now.
    public boolean mayEverywhere(AccountName user, Permission permission) {
        return rights().decide(user, permission, Target.NOWHERE, clock.instant())
                .allowed();
    }

    /// What the log says of a change.
    public AuditEvent event(RightsChange change, Actor actor) {
        return event(rights(), change, difference(change), actor);
    }

    private List<Difference> differences(Current current, RightsChange change, Actor actor) {
        Rights before = current.rights();
        ChangeNames.require(change, actor);
        ChangeCheck.check(change, before);
        Rights after = new Rights(change.applyTo(before.facts()));
        List<Difference> differences = Difference.between(before, after, clock.instant());
        guard.requireMayGive(before, differences, actor, ChangeWords.target(change));
        return differences;
    }

    private AuditEvent event(Rights before, RightsChange change, List<Difference> differences, Actor actor) {
        return AuditEvent.own(
                        clock.instant(),
                        ChangeWords.action(change),
                        actor.subject(),
                        actor.address(),
                        ChangeWords.fromTo(before, change, differences),
                        ChangeWords.target(change))
                .changing(Sides.of(before.facts(), change), Sides.of(change.applyTo(before.facts()), change));
    }
}
