package io.tidemark.auth.credential;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.credential.Proof.Reason;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Checks keys.
public final class KeyProver {
    private final KeyRegister keys;
    private final Accounts accounts;
    private final InstantSource clock;

    public KeyProver(KeyRegister keys, Accounts accounts, InstantSource clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param name whose key it should be
    /// @param secret as it was sent
    Proof prove(String name, String secret, String address) {
        Optional<KeyText> text = KeyText.read(KeyText.Kind.KEY, secret);
        Optional<ApiKey> key = text.flatMap(t -> keys.find(t.id()));
        if (text.isEmpty() || key.isEmpty()) {
            return new Proof.Refused(Reason.UNKNOWN);
        }
        Instant now = clock.instant();
        Optional<Reason> refusal = refusal(key.get(), name, text.get(), now);
        if (refusal.isPresent()) {
            return new Proof.Refused(refusal.get());
        }
        keys.used(key.get().id(), now, address);
        return new Proof.Key(key.get());
    }

    private Optional<Reason> refusal(ApiKey key, String name, KeyText text, Instant now) {
        if (!text.matches(key.hash()) || !key.holder().name().equals(name)) {
            return Optional.of(Reason.WRONG_SECRET);
        }
        if (!key.isGood(now)) {
            return Optional.of(Reason.ENDED);
        }
        return mayAct(key.holder()) ? Optional.empty() : Optional.of(Reason.DISABLED);
    }

    private boolean mayAct(KeyHolder holder) {
        return switch (holder.kind()) {
            case USER ->
                accounts.find(holder.account()).filter(KeyProver::mayAct).isPresent();
            case SERVICE, AGENT -> true;
        };
    }

    private static boolean mayAct(Account account) {
        return !account.disabled() && !account.mustChange();
    }
}
