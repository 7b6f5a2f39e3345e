-- Whether an act of another service ended is looked up by its target, from its own place on: mostly the next such row.
CREATE INDEX audit_acts ON audit (tenant, target, sequence) WHERE service <> 'auth';
