-- The version of the lists of snapshots that a tenancy sees, as one statement: it is a transaction by itself, says whose
-- eyes look, and then looks. Every list asks this first.
create function lists_version_seen_by(tenancy text) returns bigint language plpgsql as $$
begin
    perform set_config('tidemark.tenant', tenancy, true);
    return (select coalesce(sum(version), 0) from snapshot_head);
end
$$;
