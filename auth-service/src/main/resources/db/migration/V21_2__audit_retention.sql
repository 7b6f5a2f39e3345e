-- Rows of the audit log that retention removed, and what of them later proofs need.
CREATE TABLE audit_removed (
    tenant     text        NOT NULL,
    -- All rows of the tenant's log up to this one.
    last       bigint      NOT NULL CHECK (last > 0),
    hash       bytea       NOT NULL CHECK (octet_length(hash) = 32),
    -- The heads of the full subtrees over them, 32 bytes each, the largest subtree first.
    peaks      bytea       NOT NULL CHECK (octet_length(peaks) > 0 AND octet_length(peaks) % 32 = 0),
    checkpoint text        NOT NULL,
    removed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, last)
);

CREATE TRIGGER audit_removed_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_removed
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CALL keep_to_tenant('audit_removed', 'tenant');
