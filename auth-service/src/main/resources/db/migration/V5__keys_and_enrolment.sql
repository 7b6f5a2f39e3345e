-- Keys of people, services and agents, known by the SHA-256 of their text.
CREATE TABLE api_key (
    -- The public beginning of the key's text.
    id             text PRIMARY KEY CHECK (id ~ '^tdk_[0-9A-Za-z]{12}$'),
    kind           text        NOT NULL CHECK (kind IN ('user', 'service', 'agent')),
    holder         text        NOT NULL,
    -- The account that goes takes its keys along.
    account        text REFERENCES account (name) ON DELETE CASCADE,
    server         text,
    scope          text        NOT NULL,
    label          text        NOT NULL,
    hash           text        NOT NULL CHECK (length(hash) = 64),
    created_by     text        NOT NULL,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz,
    ended_at       timestamptz,
    last_used_at   timestamptz,
    last_used_from text,
    replaced_by    text,
    enrolment      text,
    tags           text        NOT NULL,
    CHECK ((kind = 'agent') = (server IS NOT NULL)),
    CHECK ((kind = 'user') = (account IS NOT NULL))
);
CREATE INDEX api_key_holder ON api_key (kind, holder, id);

-- Tokens that let one agent in, once.
CREATE TABLE enrolment (
    id           text PRIMARY KEY CHECK (id ~ '^tde_[0-9A-Za-z]{12}$'),
    hash         text        NOT NULL CHECK (length(hash) = 64),
    -- The only server it is for; null where it is for any that has no agent yet.
    server       text,
    tags         text        NOT NULL,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    withdrawn_at timestamptz,
    used_at      timestamptz,
    used_key     text,
    used_server  text,
    CHECK ((used_at IS NULL) = (used_key IS NULL) AND (used_at IS NULL) = (used_server IS NULL))
);
