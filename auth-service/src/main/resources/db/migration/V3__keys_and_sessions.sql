-- The keys that sign tokens, sealed under a key that is not in the database.
CREATE TABLE signing_key (
    id         text PRIMARY KEY,
    -- The key it takes over from, '' for the first: of two that would follow the same one, the second is refused.
    follows    text        NOT NULL UNIQUE,
    signs_from timestamptz NOT NULL,
    sealed     bytea       NOT NULL
);

CREATE TABLE session (
    id           uuid PRIMARY KEY,
    account      text        NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    address      text        NOT NULL,
    agent        text        NOT NULL,
    began_at     timestamptz NOT NULL,
    used_at      timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    end_reason   text,
    generation   integer     NOT NULL CHECK (generation > 0),
    renewed_from text        NOT NULL,
    salt         bytea       NOT NULL,
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX session_account ON session (account, began_at DESC);
CREATE INDEX session_ends_at ON session (ends_at);

-- Every refresh token there was, by its SHA-256, so that an old one is known for what it is.
CREATE TABLE refresh_token (
    hash       text PRIMARY KEY CHECK (length(hash) = 64),
    session    uuid    NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    generation integer NOT NULL,
    UNIQUE (session, generation)
);

-- Sessions and tokens whose access tokens are good by their times and must not be accepted.
CREATE TABLE revocation (
    id          text PRIMARY KEY,
    good_until  timestamptz NOT NULL
);
CREATE INDEX revocation_good_until ON revocation (good_until);
