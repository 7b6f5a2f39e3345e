package io.tidemark.auth.start;

import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.proposal.Proposals;
import jakarta.inject.Singleton;

/// Puts on record which proposals nobody looked at in time.
@Singleton
class ProposalUpkeep {
    private final Proposals proposals;

    ProposalUpkeep(Proposals proposals) {
        this.proposals = proposals;
    }

    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        proposals.expire();
    }
}
