package io.tidemark.auth.audit;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.Difference;
import io.tidemark.auth.right.Effect;
import io.tidemark.auth.right.Holding;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsChange.SetAccountRoles;
import io.tidemark.auth.right.RightsSource;
import io.tidemark.auth.right.TokenRights;
import io.tidemark.auth.role.Permission;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Nobody gives what they do not have. Refusals are in the log before they are answered.
public final class GrantGuard {
    public static final ProblemCode BEYOND_OWN_RIGHTS =
            new ProblemCode("beyond-own-rights", 403, "Nobody can give what they do not have");

    private final RightsSource source;
    private final AuditLog log;
    private final InstantSource clock;

    public GrantGuard(RightsSource source, AuditLog log, InstantSource clock) {
        this.source = source;
        this.log = log;
        this.clock = clock;
    }

    /// @throws ProblemException 403 where a new account with these roles could do what the actor
    /// cannot
    public void requireMayMake(AccountName account, Set<RoleName> roles, Actor actor) {
        Rights before = source.current().rights();
        Rights after = new Rights(new SetAccountRoles(account, roles).applyTo(before.facts()));
        requireMayGive(before, Difference.between(before, after, clock.instant()), actor, "user " + account);
    }

    /// Whoever sets somebody's password can sign in as them.
    ///
    /// @throws ProblemException 403 where the account can do what the actor cannot
    public void requireMayTakeOver(AccountName account, Actor actor) {
        Difference all = everythingOf(account);
        requireMayGive(source.current().rights(), List.of(all), actor, "user " + account);
    }

    /// All that somebody may do, as if it were new.
    public Difference everythingOf(AccountName account) {
        return Difference.everythingOf(account, source.current().rights(), clock.instant());
    }

    /// @throws ProblemException 403 where the account has one of these nowhere
    public void requireSomewhere(Set<Permission> permissions, AccountName account, Actor actor) {
        TokenRights has = rightsOf(account);
        Set<Permission> beyond = EnumSet.copyOf(permissions);
        beyond.removeAll(has.everywhere());
        has.parts().stream().filter(p -> p.effect() == Effect.ALLOW).forEach(p -> beyond.removeAll(p.permissions()));
        require(beyond, account.value(), actor, "user " + account);
    }

    /// @throws ProblemException 403 where the actor has one of these not at all, or not everywhere
    public void requireEverywhere(Set<Permission> permissions, Actor actor, String target) {
        if (!permissions.isEmpty()) {
            Set<Permission> beyond = EnumSet.copyOf(permissions);
            beyond.removeAll(rightsOf(new AccountName(actor.subject())).everywhere());
            require(beyond, target, actor, target);
        }
    }

    private TokenRights rightsOf(AccountName account) {
        return TokenRights.at(clock.instant(), source.current().rights().holdings(account));
    }

    private void require(Set<Permission> beyond, String who, Actor actor, String target) {
        if (!beyond.isEmpty()) {
            throw refused(who, beyond.iterator().next(), actor, target);
        }
    }

    /// @param before the rights as they are
    /// @throws ProblemException 403 where one of the differences gives what the actor does not have
    void requireMayGive(Rights before, List<Difference> differences, Actor actor, String target) {
        AccountName giver = new AccountName(actor.subject());
        for (Difference difference : differences) {
            List<Holding> beyond = difference.beyond(giver, before);
            if (!beyond.isEmpty()) {
                throw refused(difference.user().value(), beyond.getFirst().permission(), actor, target);
            }
        }
    }

    private ProblemException refused(String user, Permission beyond, Actor actor, String target) {
        log.append(List.of(AuditEvent.own(
                clock.instant(), "deny", actor.subject(), actor.address(), BEYOND_OWN_RIGHTS.code(), target)));
        return new ProblemException(
                BEYOND_OWN_RIGHTS,
                "'" + user + "' would be allowed " + beyond
                        + " where or when you are not; only somebody who is may do this");
    }
}
