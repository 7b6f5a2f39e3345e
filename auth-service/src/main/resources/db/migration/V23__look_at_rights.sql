-- The version of the rights that a tenancy sees, as one statement: it is a transaction by itself, says whose eyes look,
-- and then looks. Every decision asks this, and three ways to the database and back are saved.
CREATE FUNCTION rights_version_seen_by(tenancy text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('tidemark.tenant', tenancy, true);
    RETURN (SELECT coalesce(sum(version), 0) FROM rights_version);
END
$$;
