package io.tidemark.auth.proposal;

import io.tidemark.auth.audit.Actor;

/// Who says yes or no to a proposal.
///
/// @param inPerson whether a session of a person stands for the caller: a key can be in anybody's
/// hands
public record Approver(Actor actor, boolean inPerson) {}
