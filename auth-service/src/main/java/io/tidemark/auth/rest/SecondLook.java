package io.tidemark.auth.rest;

import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.proposal.Proposal;
import io.tidemark.auth.proposal.Proposals;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/// Answers 202 where a change waits for a second administrator.
@Singleton
class SecondLook {
    static final String WAITS = "A second administrator must approve it (auth.four-eyes); Location has the proposal";

    private final FourEyes rule;
    private final Proposals proposals;

    SecondLook(FourEyes rule, Proposals proposals) {
        this.rule = rule;
        this.proposals = proposals;
    }

    boolean isNeeded() {
        return rule.on();
    }

    <T> RestResponse<T> keep(Change change, Actor actor, @Nullable T answer) {
        Proposal proposal = proposals.propose(change, actor);
        return ResponseBuilder.<T>create(RestResponse.Status.ACCEPTED)
                .entity(answer)
                .location(URI.create("/api/proposals/" + proposal.id()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
