package io.tidemark.auth.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.auth.proposal.Outlook;
import io.tidemark.auth.proposal.Proposal;
import io.tidemark.auth.proposal.Proposal.Settlement;
import io.tidemark.auth.rest.RightsAnswers.DifferenceAnswer;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Proposals as callers see them, and what they send about them.
public final class ProposalAnswers {
    private ProposalAnswers() {}

    /// @param state open, approved, refused, withdrawn or expired
    /// @param summary what it changes, in the words of the audit log, as it was proposed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProposalAnswer(
            UUID id,
            String state,
            String summary,
            String proposer,
            Instant proposedAt,
            Instant expiresAt,
            @Nullable String settledBy,
            @Nullable Instant settledAt) {
        static ProposalAnswer of(Proposal proposal, Instant now) {
            Settlement settlement = proposal.settlement();
            return new ProposalAnswer(
                    proposal.id(),
                    proposal.stateAt(now).toString(),
                    proposal.summary(),
                    proposal.proposer().subject(),
                    proposal.proposedAt(),
                    proposal.expiresAt(),
                    settlement == null ? null : settlement.by(),
                    settlement == null ? null : settlement.at());
        }
    }

    /// @param users who would gain and lose what now
    /// @param effect stands for these: whoever approves sends it
    /// @param obstacle why it could not be done now; absent where it could
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProposalDetail(
            ProposalAnswer proposal,
            List<DifferenceAnswer> users,
            String effect,
            @Nullable String obstacle) {
        static ProposalDetail of(Proposal proposal, Outlook outlook, Instant now) {
            return new ProposalDetail(
                    ProposalAnswer.of(proposal, now),
                    DifferenceAnswer.all(outlook.differences()),
                    outlook.effect(),
                    outlook.obstacle());
        }
    }

    /// @param effect that was looked at
    public record Approval(@Nullable String effect) {
        String seen() {
            if (effect == null || effect.isEmpty()) {
                throw ProblemException.field("effect", "must be what GET of the proposal names as its effect");
            }
            return effect;
        }
    }
}
