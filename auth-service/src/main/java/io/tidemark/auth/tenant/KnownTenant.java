package io.tidemark.auth.tenant;

import io.tidemark.platform.tenant.Tenant;

import java.time.Instant;

/// A tenant of this installation.
///
/// @param createdBy who made it; `auth` for the one that always is
public record KnownTenant(Tenant tenant, String description, String createdBy, Instant createdAt) {}
