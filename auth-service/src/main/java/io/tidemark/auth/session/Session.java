package io.tidemark.auth.session;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.token.Origin;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A sign-in and all that followed from it.
///
/// @param from where the sign-in came from
/// @param usedAt when its refresh token was last renewed, or given first
/// @param endsAt when it is over at the latest
/// @param endedAt when it was ended before; null while it was not
/// @param generation the number of the refresh token that is good now, from 1
/// @param renewedFrom the address the last renewal came from; empty before the first
/// @param salt what the present refresh token was derived with from the one before
/// @param withCode whether it began with a one-time code too
@SuppressWarnings("ArrayRecordComponent") // none is compared
public record Session(
        UUID id,
        AccountName account,
        Origin from,
        Instant beganAt,
        Instant usedAt,
        Instant endsAt,
        @Nullable Instant endedAt,
        int generation,
        String renewedFrom,
        byte[] salt,
        boolean withCode) {
    /// How long an answer that was lost is given once more, to the address that asked first. It gives the very same
    /// token: the family never has two that are good, so whoever comes later with the old one is still found out.
    static final Duration GRACE = Duration.ofSeconds(10);

    static Session begun(UUID id, AccountName account, Origin from, Instant now, Duration lifetime, boolean withCode) {
        return new Session(id, account, from, now, now, now.plus(lifetime), null, 1, "", new byte[0], withCode);
    }

    public boolean isOpen(Instant now, Duration idle) {
        return endedAt == null && now.isBefore(endsAt) && now.isBefore(usedAt.plus(idle));
    }

    /// What becomes of a refresh token of this family.
    ///
    /// @param presented its number
    /// @param address where it comes from
    public Verdict judge(int presented, String address, Instant now, Duration idle) {
        if (!isOpen(now, idle)) {
            return Verdict.ENDED;
        }
        if (presented == generation) {
            return Verdict.RENEW;
        }
        boolean lost = presented == generation - 1 && address.equals(renewedFrom) && !now.isAfter(usedAt.plus(GRACE));
        return lost ? Verdict.REPEAT : Verdict.REUSED;
    }

    /// Leaves the salt out.
    @Override
    public String toString() {
        return "Session[" + id + ", account=" + account + ", generation=" + generation + "]";
    }

    /// What becomes of a refresh token.
    public enum Verdict {
        RENEW,
        REPEAT,
        REUSED,
        ENDED
    }
}
