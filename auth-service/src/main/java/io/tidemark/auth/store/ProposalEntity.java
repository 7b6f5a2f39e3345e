package io.tidemark.auth.store;

import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.proposal.Proposal;
import io.tidemark.auth.proposal.Proposal.Settlement;
import io.tidemark.auth.proposal.Proposal.State;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

@Entity
@Table(name = "proposal")
class ProposalEntity {
    @Id
    UUID id;

    @Column(name = "proposer")
    String proposer;

    @Column(name = "address")
    String address;

    @Column(name = "summary")
    String summary;

    @Column(name = "change")
    @Nullable
    String change;

    @Column(name = "proposed_at")
    Instant proposedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "state")
    String state;

    @Column(name = "settled_by")
    @Nullable
    String settledBy;

    @Column(name = "settled_at")
    @Nullable
    Instant settledAt;

    static ProposalEntity of(Proposal proposal) {
        ProposalEntity entity = new ProposalEntity();
        entity.id = proposal.id();
        entity.proposer = proposal.proposer().subject();
        entity.address = proposal.proposer().address();
        entity.summary = proposal.summary();
        entity.change = ChangeText.write(Objects.requireNonNull(proposal.change()));
        entity.proposedAt = proposal.proposedAt();
        entity.expiresAt = proposal.expiresAt();
        entity.state = State.OPEN.toString();
        return entity;
    }

    Proposal toProposal() {
        return new Proposal(
                id,
                new Actor(proposer, address),
                summary,
                change == null ? null : ChangeText.read(change),
                proposedAt,
                expiresAt,
                settlement());
    }

    private @Nullable Settlement settlement() {
        return settledBy == null || settledAt == null
                ? null
                : new Settlement(State.valueOf(state.toUpperCase(Locale.ROOT)), settledBy, settledAt);
    }
}
