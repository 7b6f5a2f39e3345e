ALTER TABLE account ADD COLUMN must_change boolean NOT NULL DEFAULT false;

-- Passwords an account had before, so that none comes back soon.
CREATE TABLE former_password (
    account     text        NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    replaced_at timestamptz NOT NULL,
    hash        text        NOT NULL,
    PRIMARY KEY (account, replaced_at)
);

-- Attempts to prove something that failed or are under way, per account and address, per account, and per address.
CREATE TABLE attempt (
    watched    text PRIMARY KEY,
    count      integer     NOT NULL CHECK (count >= 0),
    wait_until timestamptz NOT NULL
);
CREATE INDEX attempt_wait_until ON attempt (wait_until);
