CREATE TABLE account (
    name          text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9._-]{0,62}$'),
    password_hash text        NOT NULL,
    disabled      boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL
);

CREATE TABLE account_role (
    account text NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    role    text NOT NULL,
    PRIMARY KEY (account, role)
);

CREATE TABLE audit (
    sequence    bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    at          timestamptz NOT NULL,
    service     text        NOT NULL,
    action      text        NOT NULL,
    subject     text        NOT NULL,
    client      text        NOT NULL,
    reason      text        NOT NULL,
    target      text        NOT NULL,
    count       bigint      NOT NULL CHECK (count > 0),
    previous    bytea       NOT NULL CHECK (octet_length(previous) = 32),
    hash        bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32)
);

CREATE INDEX audit_action ON audit (action, sequence DESC);
CREATE INDEX audit_subject ON audit (subject, sequence DESC);
CREATE INDEX audit_at ON audit (at);

-- What is written stays as it is: the log only grows.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
