package io.tidemark.auth.proposal;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.Administration;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.GrantGuard;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.audit.Sides;
import io.tidemark.auth.factor.FactorStore;
import io.tidemark.auth.key.Keys;
import io.tidemark.auth.right.Difference;
import io.tidemark.auth.right.RightsChange.SetAccountRoles;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What a change would do now, and whether somebody may make it now: the same as where one is
/// enough.
public final class Examination {
    private static final int MAX_REASON = 400;

    private final RightsAdministration rights;
    private final GrantGuard guard;
    private final Accounts accounts;
    private final FactorStore factors;
    private final Keys keys;
    private final Tenants tenants;
    private final InstantSource clock;

    public Examination(
            RightsAdministration rights,
            GrantGuard guard,
            Accounts accounts,
            FactorStore factors,
            Keys keys,
            Tenants tenants,
            InstantSource clock) {
        this.rights = rights;
        this.guard = guard;
        this.accounts = accounts;
        this.factors = factors;
        this.keys = keys;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// Who would gain and lose what; nobody by what is about who can be somebody, such as a password.
    ///
    /// @throws ProblemException 404, 409 or 422 where it does not fit what is there
    List<Difference> effect(Change change) {
        return switch (change) {
            case Change.Rights r -> rights.effect(r.change());
            case Change.MakeAccount make -> effectOfMaking(make.account());
            case Change.ReplacePassword replace -> {
                require(replace.account());
                yield List.of();
            }
            case Change.Enable enable -> List.of(guard.everythingOf(require(enable.account())));
            case Change.ResetCodes reset -> {
                requireCodes(reset.account());
                yield List.of();
            }
            case Change.MakeKey make -> List.of();
            case Change.EnableTenant enable -> {
                tenants.require(enable.tenant());
                yield List.of();
            }
        };
    }

    /// @throws ProblemException 403 where it would give what the actor does not have
    void requireMayGive(Change change, Actor actor) {
        switch (change) {
            case Change.Rights r -> rights.preview(r.change(), actor);
            case Change.MakeAccount make ->
                guard.requireMayMake(make.account().name(), make.account().roles(), actor);
            case Change.ReplacePassword replace -> guard.requireMayTakeOver(replace.account(), actor);
            case Change.Enable enable -> guard.requireMayTakeOver(enable.account(), actor);
            case Change.ResetCodes reset -> guard.requireMayTakeOver(reset.account(), actor);
            case Change.MakeKey make -> keys.requireMayGive(make.key(), actor);
            case Change.EnableTenant enable -> {}
        }
    }

    /// A token can be older than the rights, and than its account's being disabled.
    ///
    /// @throws ProblemException 403 where the actor may make no such changes
    void requireStillMay(Change change, Actor actor) {
        AccountName name = new AccountName(actor.subject());
        if (accounts.find(name).filter(a -> !a.disabled()).isEmpty()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "'" + name + "' is disabled");
        }
        if (!rights.mayEverywhere(name, change.needed())) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "'" + name + "' is not permitted " + change.needed() + " any more");
        }
    }

    /// The row that tells of the change in the log.
    AuditEvent event(Change change, Actor actor) {
        return switch (change) {
            case Change.Rights r -> rights.event(r.change(), actor);
            case Change.MakeAccount make ->
                event(
                                "create-user",
                                actor,
                                "roles=" + sorted(make.account().roles()),
                                "user " + make.account().name())
                        .changing(null, Sides.of(make.account()));
            case Change.ReplacePassword replace ->
                event("replace-password", actor, "administrator", "user " + replace.account())
                        .changing(null, Sides.ofPassword(true));
            case Change.Enable enable -> {
                Account before = accounts.find(enable.account())
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.NOT_FOUND, "There is no account '" + enable.account() + "'"));
                yield event("enable-user", actor, "", "user " + enable.account())
                        .changing(Sides.of(before), Sides.of(before.withDisabled(false)));
            }
            case Change.ResetCodes reset ->
                event("turn-off-one-time-codes", actor, "administrator", "user " + reset.account())
                        .changing(Sides.ofCodes(true), Sides.ofCodes(false));
            case Change.MakeKey make ->
                event(
                                "make-key",
                                actor,
                                "for " + make.key().holder() + ", scope "
                                        + sorted(make.key().scope()),
                                "key " + make.key().id())
                        .changing(null, Sides.of(make.key()));
            case Change.EnableTenant enable -> tenants.enabling(enable.tenant(), actor);
        };
    }

    private AuditEvent event(String action, Actor actor, String reason, String target) {
        return AuditEvent.own(clock.instant(), action, actor.subject(), actor.address(), cut(reason), target);
    }

    static String cut(String words) {
        return words.length() > MAX_REASON ? words.substring(0, MAX_REASON) + "..." : words;
    }

    private List<Difference> effectOfMaking(Account account) {
        if (accounts.find(account.name()).isPresent()) {
            throw new ProblemException(
                    Administration.NAME_TAKEN, "There is an account '" + account.name() + "' already");
        }
        return rights.difference(new SetAccountRoles(account.name(), account.roles()));
    }

    private AccountName require(AccountName name) {
        return accounts.find(name)
                .map(Account::name)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no account '" + name + "'"));
    }

    private void requireCodes(AccountName name) {
        if (factors.find(name).filter(factor -> factor.isConfirmed()).isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Sign-ins of '" + name + "' ask for no one-time code");
        }
    }

    private static String sorted(Collection<?> all) {
        return all.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }
}
