package io.tidemark.auth.tenant;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.Sides;
import io.tidemark.auth.credential.BreachedPasswords;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenant;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes and lists tenants. Whoever makes one sees nothing of it: its administrator does.
public final class Tenants {
    public static final ProblemCode NAME_TAKEN = new ProblemCode("tenant-taken", 409, "There is a tenant of this name");
    public static final ProblemCode NEEDED =
            new ProblemCode("tenant-needed", 409, "The installation itself is in this tenant");
    private static final int MOST = 10_000;

    private final TenantStore store;
    private final PasswordHasher passwords;
    private final BreachedPasswords breached;
    private final InstantSource clock;

    public Tenants(TenantStore store, PasswordHasher passwords, BreachedPasswords breached, InstantSource clock) {
        this.store = store;
        this.passwords = passwords;
        this.breached = breached;
        this.clock = clock;
    }

    /// Up to `limit` by name, those behind `after` only.
    public List<KnownTenant> list(String after, int limit) {
        return store.list(after, limit);
    }

    /// All there are, whoever asks.
    public List<Tenant> all() {
        return PresentTenancy.asAll(() -> store.list("", MOST)).stream()
                .map(KnownTenant::tenant)
                .toList();
    }

    /// @throws ProblemException 404 where there is none, 409 for `default`
    public KnownTenant require(Tenant tenant) {
        if (tenant.equals(Tenant.DEFAULT)) {
            throw new ProblemException(NEEDED, "'" + tenant + "' is what the installation is administered from");
        }
        return store.find(tenant)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no tenant '" + tenant + "'"));
    }

    /// From now on nobody of the tenant is let in, and what they have is refused everywhere within 30
    /// seconds. All that the tenant has stays as it is.
    ///
    /// @throws ProblemException as [#require]
    public KnownTenant disable(Tenant tenant, Actor actor) {
        require(tenant);
        store.disable(tenant, event("disable-tenant", tenant, "", actor).changing(disabled(false), disabled(true)));
        return require(tenant);
    }

    /// Lets everybody of the tenant in again.
    ///
    /// @throws ProblemException as [#require]
    public KnownTenant enable(Tenant tenant, Actor actor) {
        require(tenant);
        store.enable(tenant, enabling(tenant, actor));
        return require(tenant);
    }

    /// What the log says of that.
    public AuditEvent enabling(Tenant tenant, Actor actor) {
        return event("enable-tenant", tenant, "", actor).changing(disabled(true), disabled(false));
    }

    private static String disabled(boolean is) {
        return Sides.of(Map.of("disabled", is));
    }

    private AuditEvent event(String action, Tenant tenant, String reason, Actor actor) {
        return AuditEvent.own(clock.instant(), action, actor.subject(), actor.address(), reason, "tenant " + tenant);
    }

    /// @throws ProblemException 409 where the name is taken, 422 for a password that guessers try
    public KnownTenant create(NewTenant wanted, Actor actor) {
        if (breached.contains(wanted.password())) {
            throw ProblemException.field("password", "is on a list of passwords that guessers try");
        }
        KnownTenant tenant = new KnownTenant(
                wanted.tenant(),
                wanted.description(),
                actor.subject(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        Account first = new Account(
                wanted.administrator(),
                passwords.hash(wanted.password()),
                Set.of(Role.ADMINISTRATOR.roleName()),
                false,
                tenant.createdAt(),
                true);
        AuditEvent event = event("create-tenant", wanted.tenant(), "administrator=" + first.name(), actor)
                .changing(
                        null,
                        Sides.of(
                                Map.of("administrator", first.name().toString(), "description", wanted.description())));
        if (!PresentTenancy.asAll(() -> store.add(tenant, first, event))) {
            throw new ProblemException(NAME_TAKEN, "There is a tenant '" + wanted.tenant() + "' already");
        }
        return tenant;
    }
}
