-- The service may write the audit log and not take from it: what a file has leaves by the owner's function, which looks
-- at nothing but that it goes on where the last file ended.
CREATE FUNCTION audit_leaves_for(first_row bigint, last_row bigint, file_name text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    IF first_row <> coalesce((SELECT max(last) FROM audit_part), 0) + 1 THEN
        RAISE EXCEPTION 'rows leave in their order' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO audit_part (first, last, file, archived_at) VALUES (first_row, last_row, file_name, now());
    DELETE FROM audit WHERE sequence BETWEEN first_row AND last_row;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;
