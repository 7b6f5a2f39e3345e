-- The audit log is written and never changed.
REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM "${application}";
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_part FROM "${application}";
REVOKE UPDATE, DELETE, TRUNCATE ON audit_removed FROM "${application}";
