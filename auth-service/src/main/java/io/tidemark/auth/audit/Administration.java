package io.tidemark.auth.audit;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.AccountChanges.Outcome;
import io.tidemark.auth.credential.BreachedPasswords;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.credential.PasswordPolicy;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.token.Grants;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What administrators do with accounts, and what people do with their own. Whether a caller is an
/// administrator was checked before, except where a method says otherwise.
public final class Administration {
    public static final ProblemCode NAME_TAKEN = new ProblemCode("name-taken", 409, "There is an account of this name");
    public static final ProblemCode LAST_ADMINISTRATOR =
            new ProblemCode("last-administrator", 409, "The last administrator cannot be disabled");

    public static final ProblemCode KEPT_ELSEWHERE =
            new ProblemCode("password-kept-elsewhere", 409, "The account has no password here");

    private static final String REFUSED = "replace-password-refused";

    private final Accounts accounts;
    private final AccountChanges changes;
    private final AuditLog log;
    private final RepeatLog repeats;
    private final PasswordHasher passwords;
    private final Prover prover;
    private final GrantGuard guard;
    private final BreachedPasswords breached;
    private final FourEyes rule;
    private final InstantSource clock;

    public Administration(
            Accounts accounts,
            AccountChanges changes,
            AuditLog log,
            RepeatLog repeats,
            PasswordHasher passwords,
            Prover prover,
            GrantGuard guard,
            BreachedPasswords breached,
            FourEyes rule,
            InstantSource clock) {
        this.accounts = accounts;
        this.changes = changes;
        this.log = log;
        this.repeats = repeats;
        this.passwords = passwords;
        this.prover = prover;
        this.guard = guard;
        this.breached = breached;
        this.rule = rule;
        this.clock = clock;
    }

    /// Up to `limit` accounts by name, those behind `after` only.
    public List<Account> list(@Nullable AccountName after, int limit) {
        return accounts.list(after, limit);
    }

    /// @throws ProblemException 409 where the name is taken, 403 for roles that permit what the
    /// actor may not do, 422 for a name of another tenant
    public Account create(NewAccount wanted, Actor actor) {
        Account account = prepared(wanted, actor);
        String roles = account.roles().stream().sorted().map(Object::toString).collect(Collectors.joining(","));
        AuditEvent event =
                event("create-user", actor, "roles=" + roles, account.name()).changing(null, Sides.of(account));
        done(changes.add(account, event), account.name());
        return account;
    }

    /// The account that [#create] would make; nothing is changed.
    ///
    /// @throws ProblemException as [#create]
    public Account prepared(NewAccount wanted, Actor actor) {
        OwnNames.require(actor, "name", wanted.name().value());
        if (accounts.find(wanted.name()).isPresent()) {
            throw nameTaken(wanted.name());
        }
        requireUnknownToGuessers("password", wanted.password());
        guard.requireMayMake(wanted.name(), wanted.roles(), actor);
        return new Account(
                wanted.name(),
                passwords.hash(wanted.password()),
                wanted.roles(),
                false,
                clock.instant(),
                wanted.mustChange());
    }

    /// @throws ProblemException 404 for an unknown account, 409 for the last administrator
    public Account setDisabled(AccountName name, boolean disabled, Actor actor) {
        Account before = accounts.find(name).orElseThrow(() -> notFound(name));
        AuditEvent event = event(disabled ? "disable-user" : "enable-user", actor, "", name)
                .changing(Sides.of(before), Sides.of(before.withDisabled(disabled)));
        done(changes.setDisabled(name, disabled, rule.fewest(), event), name);
        return accounts.find(name).orElseThrow(() -> notFound(name));
    }

    /// Replaces a password and ends all sessions of the account. People replace their own by
    /// proving the old one; an administrator replaces anybody else's, who must then choose another
    /// at the next sign-in.
    ///
    /// @param old needed for one's own
    /// @param administers whether the actor may change accounts of others
    /// @throws ProblemException 403 for somebody else's, or where they may do what the actor may
    /// not; 401 where the old one is wrong, 409 where the account has none here, 422 for a weak new
    /// one
    public void replacePassword(
            AccountName name, OldPassword old, String replacement, Actor actor, boolean administers) {
        boolean own = actor.subject().equals(name.value());
        if (!own && !administers) {
            throw denied(actor, name);
        }
        if (own) {
            requireAcceptable(name, replacement);
            prove(name, old, actor);
        }
        String hash = own ? hashOfNew(name, replacement) : preparedPassword(name, replacement, actor);
        AuditEvent event = event("replace-password", actor, own ? "own" : "administrator", name)
                .changing(null, Sides.ofPassword(!own));
        done(changes.replacePassword(name, hash, !own, event), name);
    }

    /// The hash of a password that somebody else would get; nothing is changed.
    ///
    /// @throws ProblemException as [#replacePassword] of somebody else's
    public String preparedPassword(AccountName name, String replacement, Actor actor) {
        requireAcceptable(name, replacement);
        guard.requireMayTakeOver(name, actor);
        return hashOfNew(name, replacement);
    }

    private void requireAcceptable(AccountName name, String replacement) {
        if (!name.isLocal()) {
            throw new ProblemException(
                    KEPT_ELSEWHERE, "'" + name + "' signs in by another system; change the password there");
        }
        PasswordPolicy.complaint(name.value(), replacement).ifPresent(complaint -> {
            throw ProblemException.field("newPassword", complaint);
        });
        requireUnknownToGuessers("newPassword", replacement);
    }

    private String hashOfNew(AccountName name, String replacement) {
        requireNew(name, replacement);
        return passwords.hash(replacement);
    }

    private void requireUnknownToGuessers(String field, String password) {
        if (breached.contains(password)) {
            throw ProblemException.field(field, "is on a list of passwords that guessers try");
        }
    }

    /// Neither the present password nor one of the five before it.
    private void requireNew(AccountName name, String replacement) {
        Stream<String> present = accounts.find(name).map(Account::passwordHash).stream();
        boolean known = Stream.concat(present, accounts.formerHashes(name).stream())
                .anyMatch(hash -> passwords.matches(replacement, hash));
        if (known) {
            throw ProblemException.field("newPassword", "must not be one of the last six");
        }
    }

    private void prove(AccountName name, OldPassword old, Actor actor) {
        switch (prover.signIn(name.value(), old.password(), old.code(), actor.address())) {
            case Proof.Person person -> {}
            case Proof.Client client -> throw denied(actor, name);
            case Proof.Key key -> throw denied(actor, name);
            case Proof.SlowedDown slowed -> {
                repeats.note(event(REFUSED, actor, "slowed-down", name));
                throw slowDown(slowed.delay());
            }
            case Proof.Away away -> throw Grants.away();
            case Proof.Busy busy -> {
                repeats.note(event(REFUSED, actor, "busy", name));
                throw Grants.busy(busy.delay());
            }
            case Proof.Refused refused -> {
                log.append(List.of(event(REFUSED, actor, "wrong-secret", name)));
                throw new ProblemException(
                        Grants.INVALID_CREDENTIALS, "The old password is wrong, or the code where one is needed");
            }
        }
    }

    private static ProblemException slowDown(Duration wait) {
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "Too many failed attempts; wait before the next")
                .retryAfter(wait.plusSeconds(1));
    }

    private ProblemException denied(Actor actor, AccountName name) {
        log.append(List.of(event("deny", actor, "forbidden", name)));
        return new ProblemException(ProblemCode.FORBIDDEN, "Only an administrator replaces somebody else's password");
    }

    private AuditEvent event(String action, Actor actor, String reason, AccountName target) {
        return AuditEvent.own(clock.instant(), action, actor.subject(), actor.address(), reason, "user " + target);
    }

    private static void done(Outcome outcome, AccountName name) {
        switch (outcome) {
            case DONE -> {}
            case NAME_TAKEN -> throw nameTaken(name);
            case NOT_FOUND -> throw notFound(name);
            case LAST_ADMINISTRATOR ->
                throw new ProblemException(
                        LAST_ADMINISTRATOR,
                        "Without '" + name + "' there would be too few administrators that are not disabled");
        }
    }

    private static ProblemException nameTaken(AccountName name) {
        return new ProblemException(NAME_TAKEN, "There is an account '" + name + "' already");
    }

    private static ProblemException notFound(AccountName name) {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no account '" + name + "'");
    }
}
