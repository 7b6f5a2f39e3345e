package io.tidemark.auth.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What may be done to one kind of resource; written `resource:action` in a token's scope.
public enum Permission {
    SCANS_READ,
    SCANS_EXECUTE,
    SERVERS_READ,
    SERVERS_WRITE,
    GROUPS_READ,
    GROUPS_WRITE,
    POLICIES_READ,
    POLICIES_WRITE,
    RETENTION_READ,
    RETENTION_WRITE,
    SNAPSHOTS_READ,
    SNAPSHOTS_WRITE,
    SNAPSHOTS_EXECUTE,
    SAMPLES_READ,
    SAMPLES_WRITE,
    HASHES_WRITE,
    EVENTS_READ,
    FILES_READ,
    DUPLICATES_EXECUTE,
    FORECASTS_READ,
    ALERTS_READ,
    RULES_READ,
    RULES_WRITE,
    USERS_READ,
    USERS_WRITE,
    ROLES_READ,
    ROLES_WRITE,
    TOKENS_READ,
    KEYS_READ,
    KEYS_WRITE,
    TENANTS_READ,
    TENANTS_WRITE,
    AUDIT_READ,
    AUDIT_WRITE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', ':');

    public static Optional<Permission> of(String text) {
        return Arrays.stream(values()).filter(p -> p.text.equals(text)).findAny();
    }

    /// Whether it is about the installation, and so of nobody's who is of another tenant than the one that always is.
    public boolean isOfInstallation() {
        return this == TENANTS_READ || this == TENANTS_WRITE;
    }

    /// `resource:action`
    @Override
    public String toString() {
        return text;
    }
}
