-- What makes one-time codes (RFC 6238), sealed under the key that is not in the database.
CREATE TABLE second_factor (
    account      text PRIMARY KEY REFERENCES account (name) ON DELETE CASCADE,
    sealed       bytea       NOT NULL,
    made_at      timestamptz NOT NULL,
    -- Null while nobody has shown that their device makes the codes: until then no sign-in asks for one.
    confirmed_at timestamptz,
    -- The time step of the last code that was taken: no code is good twice.
    last_step    bigint      NOT NULL
);

-- Codes for those whose device is lost, each good once, by their SHA-256.
CREATE TABLE recovery_code (
    account text NOT NULL REFERENCES second_factor (account) ON DELETE CASCADE,
    hash    text NOT NULL CHECK (length(hash) = 64),
    used_at timestamptz,
    PRIMARY KEY (account, hash)
);

-- Whether the sign-in was by a one-time code too.
ALTER TABLE session ADD COLUMN with_code boolean NOT NULL DEFAULT false;
