-- Rows of the audit log that stand in files instead of here: from row 1 on, without gaps.
CREATE TABLE audit_part (
    first       bigint PRIMARY KEY CHECK (first > 0),
    last        bigint      NOT NULL UNIQUE CHECK (last >= first),
    file        text        NOT NULL UNIQUE,
    archived_at timestamptz NOT NULL
);

CREATE TRIGGER audit_part_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_part
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- A row leaves only when a file has it.
DROP TRIGGER audit_append_only ON audit;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE FUNCTION audit_leaves_for_a_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT max(sequence) FROM gone) > coalesce((SELECT max(last) FROM audit_part), 0) THEN
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER audit_leaves AFTER DELETE ON audit REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION audit_leaves_for_a_file();
