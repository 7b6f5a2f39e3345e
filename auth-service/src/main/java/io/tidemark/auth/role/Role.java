package io.tidemark.auth.role;

import io.tidemark.auth.account.RoleName;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import static io.tidemark.auth.role.Permission.*;

/// The roles that are built in. Who has which permission is a contract of all services;
/// `docs/architecture.md` has the
/// table.
public enum Role {
    ADMINISTRATOR(
            true,
            EnumSet.of(
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
                    SNAPSHOTS_EXECUTE,
                    SAMPLES_READ,
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
                    AUDIT_READ)),
    OPERATOR(
            true,
            EnumSet.of(
                    SCANS_READ,
                    SCANS_EXECUTE,
                    SERVERS_READ,
                    GROUPS_READ,
                    POLICIES_READ,
                    RETENTION_READ,
                    SNAPSHOTS_READ,
                    SAMPLES_READ,
                    EVENTS_READ,
                    FILES_READ,
                    DUPLICATES_EXECUTE,
                    FORECASTS_READ,
                    ALERTS_READ,
                    RULES_READ,
                    RULES_WRITE)),
    ANALYST(
            true,
            EnumSet.of(
                    SERVERS_READ, GROUPS_READ, SNAPSHOTS_READ, SAMPLES_READ, EVENTS_READ, FILES_READ, FORECASTS_READ)),
    AUDITOR(true, EnumSet.of(AUDIT_READ)),
    /// Makes sense with a scope only, so it cannot be given for everything.
    DEPARTMENT_VIEWER(
            true, EnumSet.of(SERVERS_READ, SNAPSHOTS_READ, SAMPLES_READ, FILES_READ, FORECASTS_READ, ALERTS_READ)),
    VIEWER(
            true,
            EnumSet.of(
                    SCANS_READ,
                    SERVERS_READ,
                    GROUPS_READ,
                    POLICIES_READ,
                    RETENTION_READ,
                    SNAPSHOTS_READ,
                    SAMPLES_READ,
                    EVENTS_READ,
                    FILES_READ,
                    FORECASTS_READ,
                    ALERTS_READ,
                    RULES_READ)),
    SERVICE(
            false,
            EnumSet.of(
                    SCANS_READ,
                    SCANS_EXECUTE,
                    SERVERS_READ,
                    GROUPS_READ,
                    POLICIES_READ,
                    RETENTION_READ,
                    SNAPSHOTS_READ,
                    SAMPLES_READ,
                    EVENTS_READ,
                    FORECASTS_READ,
                    TOKENS_READ,
                    AUDIT_WRITE)),
    AGENT(false, EnumSet.of(POLICIES_READ, SNAPSHOTS_READ, SNAPSHOTS_WRITE, SAMPLES_WRITE, HASHES_WRITE, AUDIT_WRITE));

    private final RoleName roleName =
            new RoleName(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    private final boolean forPeople;
    private final Set<Permission> permissions;

    Role(boolean forPeople, EnumSet<Permission> permissions) {
        this.forPeople = forPeople;
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /// What every model of rights knows before anybody defines a role.
    public static List<RoleRules> builtIn() {
        return Arrays.stream(values()).map(Role::rules).toList();
    }

    public static Optional<Role> named(RoleName name) {
        return Arrays.stream(values()).filter(r -> r.roleName.equals(name)).findAny();
    }

    /// The role of this name, where an account may have it for everything.
    public static Optional<Role> forPerson(String name) {
        return Arrays.stream(values())
                .filter(r ->
                        r.forPeople && !r.needsScope() && r.roleName.value().equals(name))
                .findAny();
    }

    /// What only services and agents may: no person ever has it.
    public static Set<Permission> neverOfPeople() {
        EnumSet<Permission> rest = EnumSet.allOf(Permission.class);
        Arrays.stream(values()).filter(Role::forPeople).forEach(role -> rest.removeAll(role.permissions));
        return Collections.unmodifiableSet(rest);
    }

    /// Everything that at least one of these roles permits; a role that is not known permits nothing.
    public static Set<Permission> permissionsOf(Set<RoleName> names) {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        names.forEach(name -> named(name).ifPresent(role -> all.addAll(role.permissions)));
        return Collections.unmodifiableSet(all);
    }

    public RoleName roleName() {
        return roleName;
    }

    /// Whether accounts may have it; the others belong to services and agents.
    public boolean forPeople() {
        return forPeople;
    }

    /// Whether it is given for a part only, never for everything.
    public boolean needsScope() {
        return this == DEPARTMENT_VIEWER;
    }

    private RoleRules rules() {
        return new RoleRules(roleName, "built in", permissions, Set.of(), Set.of());
    }

    /// In the order of the enum.
    public Set<Permission> permissions() {
        return permissions;
    }
}
