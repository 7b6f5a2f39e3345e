-- Groups of users, nested to any depth.
CREATE TABLE user_group (
    name        text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9._-]{0,62}$'),
    description text NOT NULL
);

CREATE TABLE user_group_user (
    user_group text NOT NULL REFERENCES user_group (name) ON DELETE CASCADE,
    account    text NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    PRIMARY KEY (user_group, account)
);

CREATE TABLE user_group_group (
    user_group text NOT NULL REFERENCES user_group (name) ON DELETE CASCADE,
    member     text NOT NULL REFERENCES user_group (name) CHECK (member <> user_group),
    PRIMARY KEY (user_group, member)
);

-- Roles beside those that are built in.
CREATE TABLE custom_role (
    name        text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    description text NOT NULL
);

CREATE TABLE custom_role_allowed (
    role       text NOT NULL REFERENCES custom_role (name) ON DELETE CASCADE,
    permission text NOT NULL,
    PRIMARY KEY (role, permission)
);

CREATE TABLE custom_role_denied (
    role       text NOT NULL REFERENCES custom_role (name) ON DELETE CASCADE,
    permission text NOT NULL,
    PRIMARY KEY (role, permission)
);

CREATE TABLE custom_role_included (
    role     text NOT NULL REFERENCES custom_role (name) ON DELETE CASCADE,
    included text NOT NULL CHECK (included <> role),
    PRIMARY KEY (role, included)
);

-- Roles given to a user or a group, in a scope, for a time or for good (no bounds).
CREATE TABLE assignment (
    id          uuid PRIMARY KEY,
    account     text REFERENCES account (name) ON DELETE CASCADE,
    user_group  text REFERENCES user_group (name),
    role        text NOT NULL,
    scope_kind  text NOT NULL CHECK (scope_kind IN ('everything', 'tenant', 'group', 'server', 'folder')),
    scope_name  text,
    scope_path  text,
    scope_owner text,
    valid_from  timestamptz,
    valid_until timestamptz,
    CHECK ((account IS NULL) <> (user_group IS NULL)),
    CHECK ((scope_kind = 'everything') = (scope_name IS NULL)),
    CHECK ((scope_kind = 'folder') = (scope_path IS NOT NULL)),
    CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)
);

-- Rises with every change of rights, whoever makes it, so that what was read can be known to be old.
CREATE TABLE rights_version (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    version bigint NOT NULL
);
INSERT INTO rights_version (version) VALUES (1);

CREATE FUNCTION rights_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE rights_version SET version = version + 1;
    RETURN NULL;
END
$$;

CREATE TRIGGER account_changes_rights AFTER INSERT OR DELETE ON account
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER account_role_changes_rights AFTER INSERT OR UPDATE OR DELETE ON account_role
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_group_changes_rights AFTER INSERT OR UPDATE OR DELETE ON user_group
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_group_user_changes_rights AFTER INSERT OR UPDATE OR DELETE ON user_group_user
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER user_group_group_changes_rights AFTER INSERT OR UPDATE OR DELETE ON user_group_group
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER custom_role_changes_rights AFTER INSERT OR UPDATE OR DELETE ON custom_role
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER custom_role_allowed_changes_rights AFTER INSERT OR UPDATE OR DELETE ON custom_role_allowed
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER custom_role_denied_changes_rights AFTER INSERT OR UPDATE OR DELETE ON custom_role_denied
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER custom_role_included_changes_rights AFTER INSERT OR UPDATE OR DELETE ON custom_role_included
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
CREATE TRIGGER assignment_changes_rights AFTER INSERT OR UPDATE OR DELETE ON assignment
    FOR EACH STATEMENT EXECUTE FUNCTION rights_changed();
