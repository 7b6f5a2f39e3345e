-- Rights have a version in each tenant: a change in one tells nobody else, and makes nobody else read theirs again.
DROP FUNCTION rights_changed() CASCADE;

ALTER TABLE rights_version ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE rights_version ALTER COLUMN tenant DROP DEFAULT;
ALTER TABLE rights_version DROP COLUMN single;
ALTER TABLE rights_version ADD PRIMARY KEY (tenant);
INSERT INTO rights_version (tenant, version)
SELECT t.name, v.version FROM tenant t, rights_version v WHERE t.name <> 'default';
CALL keep_to_tenant('rights_version', 'tenant');

-- The argument says whose a row of the table is.
CREATE FUNCTION rights_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('INSERT INTO rights_version AS known (tenant, version) SELECT DISTINCT tenant_of(%s), 1 FROM changed'
        ' ON CONFLICT (tenant) DO UPDATE SET version = known.version + 1', TG_ARGV[0]);
    RETURN NULL;
END
$$;

DO $$
DECLARE
    rights record;
BEGIN
    FOR rights IN SELECT * FROM (VALUES
        ('account', 'name', false),
        ('account_role', 'account', true),
        ('user_group', 'name', true),
        ('user_group_user', 'user_group', true),
        ('user_group_group', 'user_group', true),
        ('custom_role', 'name', true),
        ('custom_role_allowed', 'role', true),
        ('custom_role_denied', 'role', true),
        ('custom_role_included', 'role', true),
        ('assignment', 'coalesce(account, user_group)', true)) AS r (name, whose, changes)
    LOOP
        EXECUTE format('CREATE TRIGGER rights_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed'
            ' FOR EACH STATEMENT EXECUTE FUNCTION rights_changed(%L)', rights.name, rights.whose);
        EXECUTE format('CREATE TRIGGER rights_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS changed'
            ' FOR EACH STATEMENT EXECUTE FUNCTION rights_changed(%L)', rights.name, rights.whose);
        IF rights.changes THEN
            EXECUTE format('CREATE TRIGGER rights_altered AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed'
                ' FOR EACH STATEMENT EXECUTE FUNCTION rights_changed(%L)', rights.name, rights.whose);
        END IF;
    END LOOP;
END
$$;
