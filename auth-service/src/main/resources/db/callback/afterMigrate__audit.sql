-- The audit log is written and never changed.
REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM "${application}";
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_part FROM "${application}";
REVOKE UPDATE, DELETE, TRUNCATE ON audit_removed FROM "${application}";
-- That there were two administrators is noticed by the database alone, and stays.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON four_eyes FROM "${application}";
GRANT INSERT (tenant, wanted), UPDATE (wanted) ON four_eyes TO "${application}";
