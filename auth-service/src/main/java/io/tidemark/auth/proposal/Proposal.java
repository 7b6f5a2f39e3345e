package io.tidemark.auth.proposal;

import io.tidemark.auth.audit.Actor;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// A change that waits, or what became of it.
///
/// @param proposer who wants it, and from where
/// @param summary the change in the words of the audit log, as it was proposed
/// @param change null once it is settled: nobody needs the hashes any more
/// @param settlement null as long as nobody has settled it
public record Proposal(
        UUID id,
        Actor proposer,
        String summary,
        @Nullable Change change,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable Settlement settlement) {
    public Proposal {
        if ((change == null) == (settlement == null)) {
            throw new IllegalArgumentException("a proposal has a change as long as it is not settled");
        }
    }

    /// How it stands.
    public enum State {
        OPEN,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        EXPIRED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param by who did it; this service itself where the time was over
    public record Settlement(State state, String by, Instant at) {
        public Settlement {
            if (state == State.OPEN) {
                throw new IllegalArgumentException("what is open is not settled");
            }
        }
    }

    /// Whose it is: nobody else sees it.
    public Tenant tenant() {
        return Tenant.ofSubject(proposer.subject());
    }

    public State stateAt(Instant now) {
        if (settlement != null) {
            return settlement.state();
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }
}
