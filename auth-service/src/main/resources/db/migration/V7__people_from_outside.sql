-- People whom an OpenID Connect provider or a directory knows have accounts without a password, under names that no
-- local account can have.
ALTER TABLE account DROP CONSTRAINT account_name_check;
ALTER TABLE account ADD CONSTRAINT account_name_check
    CHECK (name ~ '^[a-z][a-z0-9._-]{0,62}$' OR name ~ '^(oidc|ldap):[a-z0-9][a-z0-9._@-]{0,57}$');
ALTER TABLE account ADD CONSTRAINT account_password_check CHECK ((name LIKE '%:%') = (password_hash = ''));

CREATE TABLE outside_identity (
    issuer  text NOT NULL,
    subject text NOT NULL,
    account text NOT NULL UNIQUE REFERENCES account (name) ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);

-- Codes that programs get tokens for after a sign-in at the provider.
CREATE TABLE sign_in_code (
    hash        text PRIMARY KEY CHECK (length(hash) = 64),
    -- One sign-in at the provider gives one code.
    state       text        NOT NULL UNIQUE CHECK (length(state) = 64),
    account     text        NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    redirect    text        NOT NULL,
    challenge   text        NOT NULL,
    with_code   boolean     NOT NULL,
    expires_at  timestamptz NOT NULL,
    redeemed_at timestamptz,
    session     uuid
);
CREATE INDEX sign_in_code_expires_at ON sign_in_code (expires_at);
