package io.tidemark.auth.proposal;

import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.Administration;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.proposal.Proposal.Settlement;
import io.tidemark.auth.proposal.Proposal.State;
import io.tidemark.auth.proposal.ProposalStore.Terms;
import io.tidemark.auth.right.Difference;
import io.tidemark.auth.right.RightsSource;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Four eyes. A change is checked when it is proposed, and again, with the rights that both have
/// then, when it is approved.
public final class Proposals {
    public static final ProblemCode SETTLED = new ProblemCode("proposal-settled", 409, "The proposal is not open");
    public static final ProblemCode EFFECT_CHANGED =
            new ProblemCode("effect-changed", 409, "The proposal would do something else now");

    private static final int ATTEMPTS = 5;
    private static final int EXPIRED_AT_ONCE = 100;

    private final ProposalStore store;
    private final RightsSource rights;
    private final Examination examination;
    private final OtherPerson others;
    private final FourEyes rule;
    private final Duration lifetime;
    private final InstantSource clock;

    /// @param lifetime how long a proposal waits
    public Proposals(
            ProposalStore store,
            RightsSource rights,
            Examination examination,
            OtherPerson others,
            FourEyes rule,
            Duration lifetime,
            InstantSource clock) {
        this.store = store;
        this.rights = rights;
        this.examination = examination;
        this.others = others;
        this.rule = rule;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// Keeps a change until it is approved.
    ///
    /// @throws ProblemException as making it would
    public Proposal propose(Change change, Actor proposer) {
        examination.effect(change);
        examination.requireMayGive(change, proposer);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuditEvent wanted = examination.event(change, proposer);
        String summary = Examination.cut(wanted.action() + " " + wanted.target() + " " + wanted.reason());
        Proposal proposal =
                new Proposal(UUID.randomUUID(), proposer, summary.strip(), change, now, now.plus(lifetime), null);
        store.add(proposal, event("propose-change", proposal, proposer));
        return proposal;
    }

    /// Up to `limit`, newest first; only those that stand behind the one proposed at this time with
    /// this id.
    public List<Proposal> list(Instant before, UUID beforeId, int limit) {
        return store.list(before, beforeId, limit);
    }

    /// @throws ProblemException 404 where there is none
    public Proposal get(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no proposal '" + id + "'"));
    }

    /// What it would do now.
    public Outlook outlook(Proposal proposal) {
        if (proposal.change() == null) {
            return Outlook.blocked("It is settled");
        }
        try {
            return Outlook.of(examination.effect(proposal.change()), clock.instant());
        } catch (ProblemException e) {
            return Outlook.blocked(String.valueOf(e.getMessage()));
        }
    }

    /// Makes the change.
    ///
    /// @param seen the effect that the approver has looked at
    /// @throws ProblemException 403 where the approver is not another person than the proposer, or
    /// one of the two may not do this now; 409 where it is not open, does not fit what is there by
    /// now, or would do something else than what was looked at
    public List<Difference> approve(UUID id, String seen, Approver approver) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Proposal proposal = open(id);
            others.require(proposal, approver);
            long version = rights.current().version();
            List<Difference> differences = examined(proposal, seen, approver.actor());
            Terms terms = new Terms(version, rule.fewest());
            AuditEvent approval = event("approve-change", proposal, approver.actor());
            switch (store.approve(proposal, terms, approval, made(proposal, approver.actor()))) {
                case DONE -> {
                    return differences;
                }
                case STALE -> {}
                case SETTLED -> throw settled(id);
                case NOT_FOUND, NAME_TAKEN ->
                    throw new ProblemException(ProblemCode.CONFLICT, "What it changes is not as it was; look again");
                case LAST_ADMINISTRATOR ->
                    throw new ProblemException(
                            Administration.LAST_ADMINISTRATOR, "This would leave too few who can administer");
            }
        }
        throw new ProblemException(ProblemCode.CONFLICT, "Others change rights at the same time; try again");
    }

    private List<Difference> examined(Proposal proposal, String seen, Actor approver) {
        Change change = Objects.requireNonNull(proposal.change());
        for (Actor one : List.of(proposal.proposer(), approver)) {
            examination.requireStillMay(change, one);
            examination.requireMayGive(change, one);
        }
        Outlook outlook = Outlook.of(examination.effect(change), clock.instant());
        if (!outlook.effect().equals(seen)) {
            throw new ProblemException(
                    EFFECT_CHANGED,
                    "Others changed rights since you looked at it; look at GET /api/proposals/" + proposal.id()
                            + " again and send the effect it names");
        }
        return outlook.differences();
    }

    /// In the name of who wanted it.
    private AuditEvent made(Proposal proposal, Actor approver) {
        return examination
                .event(Objects.requireNonNull(proposal.change()), proposal.proposer())
                .because("approved by " + approver.subject() + "; ");
    }

    /// @throws ProblemException 403 for one's own, 409 where it is not open
    public void refuse(UUID id, Approver approver) {
        Proposal proposal = open(id);
        others.require(proposal, approver);
        settle(proposal, State.REFUSED, "refuse-change", approver.actor());
    }

    /// @throws ProblemException 403 for somebody else's, 409 where it is not open
    public void withdraw(UUID id, Actor actor) {
        Proposal proposal = open(id);
        others.requireProposer(proposal, actor);
        settle(proposal, State.WITHDRAWN, "withdraw-change", actor);
    }

    /// Puts those of all tenants whose time is over on record, each in its tenant's log, and forgets
    /// what they would have done.
    public void expire() {
        Actor self = new Actor(AuditEvent.OWN_SERVICE, "local");
        for (Proposal proposal : PresentTenancy.asAll(() -> store.over(clock.instant(), EXPIRED_AT_ONCE))) {
            Settlement settlement = new Settlement(State.EXPIRED, self.subject(), clock.instant());
            AuditEvent event = event("expire-change", proposal, self);
            PresentTenancy.as(Tenancy.of(proposal.tenant()), () -> store.settle(proposal, settlement, event));
        }
    }

    private void settle(Proposal proposal, State state, String action, Actor actor) {
        Settlement settlement = new Settlement(state, actor.subject(), clock.instant());
        if (!store.settle(proposal, settlement, event(action, proposal, actor))) {
            throw settled(proposal.id());
        }
    }

    private Proposal open(UUID id) {
        Proposal proposal = get(id);
        if (proposal.stateAt(clock.instant()) != State.OPEN) {
            throw settled(id);
        }
        return proposal;
    }

    private static ProblemException settled(UUID id) {
        return new ProblemException(
                SETTLED, "The proposal '" + id + "' was approved, refused or withdrawn, or its time is over");
    }

    private AuditEvent event(String action, Proposal proposal, Actor actor) {
        return AuditEvent.own(
                clock.instant(),
                action,
                actor.subject(),
                actor.address(),
                Examination.cut("of " + proposal.proposer().subject() + ": " + proposal.summary()),
                "proposal " + proposal.id());
    }
}
