-- What the service signs in as may read and write the tables and owns none of them, so that their row-level security
-- holds for it. Runs at each start, as the owner.
DO $$
DECLARE
    application text := '${application}';
    thing record;
BEGIN
    -- Replicas that start together would grant into each other.
    PERFORM pg_advisory_xact_lock(x'6772616e74'::bigint);
    SELECT rolsuper OR rolbypassrls AS unbound, pg_has_role(rolname, current_user, 'MEMBER') AS owner INTO thing
        FROM pg_roles WHERE rolname = application;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'There is no role % in the database: make it (CREATE ROLE % LOGIN PASSWORD ...), or name another one in platform.database.user',
            application, application;
    ELSIF thing.unbound OR thing.owner THEN
        RAISE EXCEPTION 'The role % must not be a superuser, have BYPASSRLS, or be the owner of the tables or a member of it: no row-level security would hold for it',
            application;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), application);
    FOR thing IN
        SELECT c.oid::regclass AS name, c.relkind = 'S' AS sequence FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S')
            AND NOT c.relispartition AND c.relname <> 'flyway_schema_history'
    LOOP
        EXECUTE format(
            CASE WHEN thing.sequence THEN 'GRANT USAGE ON SEQUENCE %s TO %I'
                ELSE 'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I' END,
            thing.name, application);
    END LOOP;
END
$$;
