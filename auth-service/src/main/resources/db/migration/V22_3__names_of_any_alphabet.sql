-- People from outside are called what they are called there, in any alphabet. Of ASCII there is only what was there
-- before, and two ways to write one name are one.
ALTER TABLE account DROP CONSTRAINT account_name_check;
ALTER TABLE account ADD CONSTRAINT account_name_check CHECK (
    name ~ '^[a-z][a-z0-9._-]{0,62}(@[a-z][a-z0-9-]{0,30})?$'
    OR (name ~ '^(oidc|ldap):[^._@:-][^:]{0,57}$'
        AND name !~ '[\u0001-\u002c\u002f\u003b-\u003f\u0041-\u005e\u0060\u007b-\u009f]'
        AND name IS NFKC NORMALIZED));
