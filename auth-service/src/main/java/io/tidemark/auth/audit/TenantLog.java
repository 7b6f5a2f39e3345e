package io.tidemark.auth.audit;

/// What looks after the log of one tenant: its tree and checkpoints, its files, and whole looks at it.
public record TenantLog(Sealer sealer, Archivist archivist, Retention retention, Inspection inspection) {}
