package io.tidemark.auth.proposal;

import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Two accounts are two people only where neither could have signed in as the other not long ago.
/// Refusals are in the log before they are answered.
public final class OtherPerson {
    /// How long whoever made an account, or set its password, could still be the one who uses it.
    static final Duration SETTLING = Duration.ofDays(7);

    private static final Set<String> TAKING_OVER = Set.of("create-user", "replace-password", "turn-off-one-time-codes");

    private final AuditLog log;
    private final InstantSource clock;

    public OtherPerson(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /// @throws ProblemException 403 where the approver is, or could be, the proposer, or comes with
    /// a key
    void require(Proposal proposal, Approver approver) {
        String proposer = proposal.proposer().subject();
        String other = approver.actor().subject();
        if (!approver.inPerson()) {
            throw refused(proposal, approver.actor(), "Approve and refuse when you are signed in, not with a key");
        }
        if (proposer.equals(other)) {
            throw refused(proposal, approver.actor(), "Who proposed it cannot approve or refuse it; withdraw it");
        }
        if (couldBe(proposer, other) || couldBe(other, proposer)) {
            throw refused(
                    proposal,
                    approver.actor(),
                    "One of you made the account of the other or set its password in the last seven days; somebody"
                            + " else must look at this");
        }
    }

    /// @throws ProblemException 403 where it is somebody else's
    void requireProposer(Proposal proposal, Actor actor) {
        if (!proposal.proposer().subject().equals(actor.subject())) {
            throw refused(proposal, actor, "Who proposed it withdraws it; you can refuse it");
        }
    }

    private boolean couldBe(String one, String other) {
        AuditQuery query = new AuditQuery(
                TAKING_OVER,
                Set.of(one),
                Set.of(AuditEvent.OWN_SERVICE),
                Set.of(),
                Set.of(),
                Set.of("user " + other),
                Optional.of(clock.instant().minus(SETTLING)),
                Optional.empty(),
                Optional.empty());
        return log.find(query, 1000).stream()
                .anyMatch(row -> row.event().target().equals("user " + other));
    }

    private ProblemException refused(Proposal proposal, Actor actor, String sentence) {
        log.append(List.of(AuditEvent.own(
                clock.instant(),
                "deny",
                actor.subject(),
                actor.address(),
                FourEyes.NEEDS_ANOTHER.code(),
                "proposal " + proposal.id())));
        return new ProblemException(FourEyes.NEEDS_ANOTHER, sentence);
    }
}
