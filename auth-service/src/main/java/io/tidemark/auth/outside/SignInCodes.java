package io.tidemark.auth.outside;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Proof.Reason;
import io.tidemark.auth.session.SessionStore;
import io.tidemark.auth.token.OutsideSignIns.Vouched;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Codes for which programs get tokens after the provider has signed somebody in: good once, for a minute,
/// for the
/// program
/// that asked and nobody else. The second use of one ends what the first one got (RFC 6749 section 4.1.2).
final class SignInCodes {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final String PREFIX = "tdc_";

    private final CodeStore store;
    private final Accounts accounts;
    private final SessionStore sessions;
    private final InstantSource clock;

    SignInCodes(CodeStore store, Accounts accounts, SessionStore sessions, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Empty where this sign-in at the provider gave a code before.
    Optional<String> make(Account account, Pending pending, boolean withCode) {
        String text = PREFIX + Digests.random();
        SignInRequest request = pending.request();
        boolean kept = store.keep(new SignInCode(
                Digests.hex(text),
                Digests.hex(pending.state()),
                account.name(),
                request.redirect(),
                request.challenge(),
                withCode,
                clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MICROS),
                null));
        return kept ? Optional.of(text) : Optional.empty();
    }

    /// Whom a code stands for. It is good no more then, also where something else is wrong.
    Vouched redeem(String text, String redirect, String verifier, String address) {
        String hash = Digests.hex(text);
        boolean taken = store.take(hash, clock.instant());
        Optional<SignInCode> found = store.find(hash);
        if (found.isEmpty()) {
            return Vouched.nobody(Reason.UNKNOWN);
        }
        SignInCode code = found.get();
        if (!taken) {
            endOf(code.session(), code, address);
            return refused(code, Reason.ENDED);
        }
        return isFor(code, redirect, verifier) ? person(code) : refused(code, Reason.WRONG_SECRET);
    }

    void redeemed(String text, UUID session) {
        store.redeemed(Digests.hex(text), session);
    }

    private boolean isFor(SignInCode code, String redirect, String verifier) {
        return clock.instant().isBefore(code.expiresAt())
                && Digests.equal(code.redirect(), redirect)
                && Digests.equal(code.challenge(), Digests.challenge(verifier));
    }

    private static Vouched refused(SignInCode code, Reason reason) {
        return new Vouched(code.account().value(), new Proof.Refused(reason));
    }

    private Vouched person(SignInCode code) {
        return accounts.find(code.account())
                .map(account -> Vouched.of(account, code.withCode()))
                .orElseGet(() -> refused(code, Reason.UNKNOWN));
    }

    private void endOf(@Nullable UUID session, SignInCode code, String address) {
        if (session != null) {
            AuditEvent event = AuditEvent.own(
                    clock.instant(),
                    "end-session",
                    code.account().value(),
                    address,
                    "sign-in-code-reused",
                    "session " + session);
            sessions.end(session, "sign-in-code-reused", event);
        }
    }
}
