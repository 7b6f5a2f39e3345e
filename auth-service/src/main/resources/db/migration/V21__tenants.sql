-- Whose a name is; what has no @ belongs to default, as do the people whom a provider or a directory knows.
CREATE FUNCTION tenant_of(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN position('@' in name) = 0 OR name ~ '^(oidc|ldap):' THEN 'default'
    ELSE nullif(substring(name from '[^@]*$'), '') END;

-- Whether the present transaction is the tenant's, or one for all. Where nothing was said, it is nobody's.
CREATE FUNCTION visible_to_tenant(tenant text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('tidemark.tenant', true) IN ('*', tenant);

-- From now on rows of a table are seen and written by their tenant only, also by who owns the table.
CREATE PROCEDURE keep_to_tenant(kept regclass, tenant text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', kept);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', kept);
    EXECUTE format('CREATE POLICY tenant ON %s USING (visible_to_tenant(%s))', kept, tenant);
END
$$;

CREATE TABLE tenant (
    name        text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,30}$'),
    description text        NOT NULL,
    created_by  text        NOT NULL,
    created_at  timestamptz NOT NULL
);
INSERT INTO tenant VALUES ('default', 'Everything that is not another tenant''s', 'auth', now());

-- Names may carry their tenant.
ALTER TABLE account DROP CONSTRAINT account_name_check;
ALTER TABLE account ADD CONSTRAINT account_name_check
    CHECK (name ~ '^[a-z][a-z0-9._-]{0,62}(@[a-z][a-z0-9-]{0,30})?$' OR name ~ '^(oidc|ldap):[a-z0-9][a-z0-9._@-]{0,57}$');
ALTER TABLE user_group DROP CONSTRAINT user_group_name_check;
ALTER TABLE user_group ADD CONSTRAINT user_group_name_check
    CHECK (name ~ '^[a-z][a-z0-9._-]{0,62}(@[a-z][a-z0-9-]{0,30})?$');
ALTER TABLE custom_role DROP CONSTRAINT custom_role_name_check;
ALTER TABLE custom_role ADD CONSTRAINT custom_role_name_check
    CHECK (name ~ '^[a-z][a-z0-9-]{0,62}(@[a-z][a-z0-9-]{0,30})?$');

-- What is of one tenant never names what is of another; built-in roles are everybody's.
ALTER TABLE user_group_user ADD CHECK (tenant_of(user_group) = tenant_of(account));
ALTER TABLE user_group_group ADD CHECK (tenant_of(user_group) = tenant_of(member));
ALTER TABLE account_role ADD CHECK (role !~ '@' OR tenant_of(role) = tenant_of(account));
ALTER TABLE custom_role_included ADD CHECK (included !~ '@' OR tenant_of(included) = tenant_of(role));
ALTER TABLE assignment ADD CHECK (role !~ '@' OR tenant_of(role) = tenant_of(coalesce(account, user_group)));

-- One log for each tenant: rows are counted and chained within it.
ALTER TABLE audit ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE audit ALTER COLUMN tenant DROP DEFAULT;
ALTER TABLE audit DROP CONSTRAINT audit_pkey, DROP CONSTRAINT audit_hash_key;
ALTER TABLE audit ADD PRIMARY KEY (tenant, sequence), ADD UNIQUE (tenant, hash);
ALTER TABLE audit_part ADD COLUMN tenant text NOT NULL DEFAULT 'default';
ALTER TABLE audit_part ALTER COLUMN tenant DROP DEFAULT;
ALTER TABLE audit_part DROP CONSTRAINT audit_part_pkey, DROP CONSTRAINT audit_part_last_key, DROP CONSTRAINT audit_part_file_key;
ALTER TABLE audit_part ADD PRIMARY KEY (tenant, first), ADD UNIQUE (tenant, last), ADD UNIQUE (tenant, file);

CREATE OR REPLACE FUNCTION audit_leaves_for_a_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT g.tenant, max(g.sequence) AS last FROM gone g GROUP BY g.tenant) left_now
        WHERE left_now.last > coalesce((SELECT max(p.last) FROM audit_part p WHERE p.tenant = left_now.tenant), 0)) THEN
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;

DROP FUNCTION audit_leaves_for(bigint, bigint, text);
-- The service may write the audit log and not take from it: what a file has leaves by the owner's function, which looks
-- at nothing but that it goes on where the last file of the tenant ended.
CREATE FUNCTION audit_leaves_for(log text, first_row bigint, last_row bigint, file_name text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    IF first_row <> coalesce((SELECT max(last) FROM audit_part WHERE tenant = log), 0) + 1 THEN
        RAISE EXCEPTION 'rows leave in their order' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO audit_part (tenant, first, last, file, archived_at) VALUES (log, first_row, last_row, file_name, now());
    DELETE FROM audit WHERE tenant = log AND sequence BETWEEN first_row AND last_row;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;

CALL keep_to_tenant('account', 'tenant_of(name)');
CALL keep_to_tenant('account_role', 'tenant_of(account)');
CALL keep_to_tenant('former_password', 'tenant_of(account)');
CALL keep_to_tenant('second_factor', 'tenant_of(account)');
CALL keep_to_tenant('recovery_code', 'tenant_of(account)');
CALL keep_to_tenant('outside_identity', 'tenant_of(account)');
CALL keep_to_tenant('sign_in_code', 'tenant_of(account)');
CALL keep_to_tenant('session', 'tenant_of(account)');
CALL keep_to_tenant('user_group', 'tenant_of(name)');
CALL keep_to_tenant('user_group_user', 'tenant_of(user_group)');
CALL keep_to_tenant('user_group_group', 'tenant_of(user_group)');
CALL keep_to_tenant('custom_role', 'tenant_of(name)');
CALL keep_to_tenant('custom_role_allowed', 'tenant_of(role)');
CALL keep_to_tenant('custom_role_denied', 'tenant_of(role)');
CALL keep_to_tenant('custom_role_included', 'tenant_of(role)');
CALL keep_to_tenant('assignment', 'tenant_of(coalesce(account, user_group))');
-- Services belong to nobody; whoever administers the installation looks after them.
CALL keep_to_tenant('api_key',
    $$CASE kind WHEN 'user' THEN tenant_of(holder) WHEN 'agent' THEN tenant_of(server) ELSE 'default' END$$);
-- One for any server is for any of the tenant of who made it.
CALL keep_to_tenant('enrolment', 'tenant_of(created_by)');
CALL keep_to_tenant('audit', 'tenant');
CALL keep_to_tenant('audit_part', 'tenant');
-- Those of default administer the installation.
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tenant USING (visible_to_tenant(name) OR visible_to_tenant('default'));
ALTER TABLE refresh_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE refresh_token FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON refresh_token USING (EXISTS (SELECT FROM session s WHERE s.id = refresh_token.session));
