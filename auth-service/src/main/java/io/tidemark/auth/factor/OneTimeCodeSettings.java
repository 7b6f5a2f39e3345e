package io.tidemark.auth.factor;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.GrantGuard;
import io.tidemark.auth.audit.RepeatLog;
import io.tidemark.auth.audit.Sides;
import io.tidemark.auth.credential.CodeCheck;
import io.tidemark.auth.credential.CodeSecret;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.credential.RecoveryCode;
import io.tidemark.auth.credential.SecondFactor;
import io.tidemark.auth.credential.SecretBox;
import io.tidemark.auth.token.Grants;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What people do with their one-time codes, and administrators for those who lost all.
public final class OneTimeCodeSettings {
    public static final ProblemCode THERE_ALREADY =
            new ProblemCode("one-time-codes-on", 409, "Sign-ins ask for a one-time code already");

    private final FactorStore store;
    private final Prover prover;
    private final GrantGuard guard;
    private final SecretBox box;
    private final AuditLog log;
    private final RepeatLog repeats;
    private final InstantSource clock;

    public OneTimeCodeSettings(
            FactorStore store,
            Prover prover,
            GrantGuard guard,
            SecretBox box,
            AuditLog log,
            RepeatLog repeats,
            InstantSource clock) {
        this.store = store;
        this.prover = prover;
        this.guard = guard;
        this.box = box;
        this.log = log;
        this.repeats = repeats;
        this.clock = clock;
    }

    /// Empty where sign-ins ask for no code.
    public Optional<SecondFactor> of(AccountName account) {
        return store.find(account).filter(SecondFactor::isConfirmed);
    }

    /// Makes a secret for the person's device. Nothing asks for codes before one was shown.
    ///
    /// @throws ProblemException 401 where the password is wrong, 429 after too many failures, 409 where
    /// codes are on
    public CodeSecret begin(AccountName account, String password, Actor actor) {
        if (of(account).isPresent()) {
            throw new ProblemException(THERE_ALREADY, "Turn one-time codes off before you set another device up");
        }
        requireProof(prover.password(account.value(), password, actor.address()), account, actor);
        CodeSecret secret = CodeSecret.create();
        byte[] sealed = box.seal(secret.text(), CodeCheck.purpose(account));
        AuditEvent event = event("begin-one-time-codes", actor, "own", account);
        if (!store.begin(account, sealed, clock.instant().truncatedTo(ChronoUnit.MICROS), event)) {
            throw new ProblemException(THERE_ALREADY, "Somebody set another device up meanwhile");
        }
        return secret;
    }

    /// Takes the first code of the device.
    ///
    /// @return the recovery codes, which nobody can be told again
    /// @throws ProblemException 401 where the code is wrong, 429 after too many failures, 404 where
    /// nothing was begun
    public List<String> confirm(AccountName account, String code, Actor actor) {
        SecondFactor begun = store.find(account)
                .filter(factor -> !factor.isConfirmed())
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no device to confirm"));
        requireProof(prover.code(account, begun, code, actor.address()), account, actor);
        List<String> codes = RecoveryCode.create();
        List<String> hashes = codes.stream().map(RecoveryCode::hash).toList();
        AuditEvent event = event("turn-on-one-time-codes", actor, "own", account)
                .changing(Sides.ofCodes(false), Sides.ofCodes(true));
        if (!store.confirm(account, hashes, event)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no device to confirm any more");
        }
        return codes;
    }

    /// @throws ProblemException 401 where the password or the code is wrong, 429 after too many failures,
    /// 404 where they are not on
    public void turnOff(AccountName account, String password, String code, Actor actor) {
        if (of(account).isEmpty()) {
            throw notOn(account);
        }
        requireProof(prover.signIn(account.value(), password, code, actor.address()), account, actor);
        requireOn(
                account,
                store.remove(
                        account,
                        event("turn-off-one-time-codes", actor, "own", account)
                                .changing(Sides.ofCodes(true), Sides.ofCodes(false))));
    }

    /// For somebody who lost the device and all recovery codes.
    ///
    /// @throws ProblemException 403 where they may do what the actor may not, 404 where they are not on
    public void reset(AccountName account, Actor actor) {
        guard.requireMayTakeOver(account, actor);
        requireOn(
                account,
                store.reset(
                        account,
                        event("turn-off-one-time-codes", actor, "administrator", account)
                                .changing(Sides.ofCodes(true), Sides.ofCodes(false))));
    }

    private static void requireOn(AccountName account, boolean were) {
        if (!were) {
            throw notOn(account);
        }
    }

    private void requireProof(Proof proof, AccountName account, Actor actor) {
        switch (proof) {
            case Proof.Person person -> {}
            case Proof.SlowedDown slowed -> throw slowDown(slowed.delay(), account, actor);
            case Proof.Busy busy -> throw Grants.busy(busy.delay());
            case Proof.Away away -> throw Grants.away();
            case Proof.Client client -> throw refused(account, actor);
            case Proof.Key key -> throw refused(account, actor);
            case Proof.Refused refused -> throw refused(account, actor);
        }
    }

    private ProblemException slowDown(Duration wait, AccountName account, Actor actor) {
        repeats.note(event("one-time-codes-refused", actor, "slowed-down", account));
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "Too many failed attempts; wait before the next")
                .retryAfter(wait.plusSeconds(1));
    }

    private ProblemException refused(AccountName account, Actor actor) {
        log.append(List.of(event("one-time-codes-refused", actor, "wrong-secret", account)));
        return new ProblemException(Grants.INVALID_CREDENTIALS, "The password or the code is wrong");
    }

    private static ProblemException notOn(AccountName account) {
        return new ProblemException(ProblemCode.NOT_FOUND, "Sign-ins of '" + account + "' ask for no one-time code");
    }

    private AuditEvent event(String action, Actor actor, String reason, AccountName account) {
        return AuditEvent.own(clock.instant(), action, actor.subject(), actor.address(), reason, "user " + account);
    }
}
