-- Changes of who may do what that wait for a second administrator, and what became of them.
CREATE TABLE proposal (
    id          uuid PRIMARY KEY,
    proposer    text        NOT NULL,
    address     text        NOT NULL,
    summary     text        NOT NULL,
    -- What is to be done, with the hashes of secrets; forgotten when it is settled.
    change      text,
    proposed_at timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL CHECK (expires_at > proposed_at),
    state       text        NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'withdrawn', 'expired')),
    settled_by  text,
    settled_at  timestamptz,
    CHECK ((state = 'open') = (change IS NOT NULL)),
    CHECK ((state = 'open') = (settled_by IS NULL)),
    CHECK ((state = 'open') = (settled_at IS NULL))
);

CREATE INDEX proposal_newest ON proposal (proposed_at DESC, id DESC);
CREATE INDEX proposal_open ON proposal (expires_at) WHERE state = 'open';

CALL keep_to_tenant('proposal', 'tenant_of(proposer)');
