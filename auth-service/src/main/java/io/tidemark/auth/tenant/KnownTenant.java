package io.tidemark.auth.tenant;

import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A tenant of this installation.
///
/// @param createdBy who made it; `auth` for the one that always is
/// @param disabledAt since when nobody of it is let in; null where everybody is
public record KnownTenant(
        Tenant tenant,
        String description,
        String createdBy,
        Instant createdAt,
        @Nullable Instant disabledAt) {}
