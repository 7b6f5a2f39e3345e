package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.audit.FourEyesStore;
import io.tidemark.auth.role.Role;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Looks at the start whether four eyes can be had in each tenant, and puts on record in its log
/// that they are wanted from now on, or not any more.
@Singleton
class FourEyesCheck {
    static final String ON = "turn-on-four-eyes";
    static final String OFF = "turn-off-four-eyes";

    private static final Logger LOG = Logger.getLogger(FourEyesCheck.class);

    /// After the first administrator was made.
    private static final int LATE = 5000;

    private final Accounts accounts;
    private final Supplier<List<Tenant>> tenants;
    private final FourEyesStore store;
    private final FourEyes rule;
    private final AuthConfig.TwoAdministrators config;

    @Inject
    FourEyesCheck(Accounts accounts, Tenants tenants, FourEyesStore store, FourEyes rule, AuthConfig config) {
        this(accounts, tenants::all, store, rule, config.fourEyes());
    }

    FourEyesCheck(
            Accounts accounts,
            Supplier<List<Tenant>> tenants,
            FourEyesStore store,
            FourEyes rule,
            AuthConfig.TwoAdministrators config) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.store = store;
        this.rule = rule;
        this.config = config;
    }

    void check(@Observes @Priority(LATE) StartupEvent start) {
        List<Tenant> all = tenants.get();
        requireKnown(config.released(), all);
        all.forEach(tenant -> PresentTenancy.as(Tenancy.of(tenant), () -> checked(tenant)));
    }

    private static void requireKnown(Set<Tenant> released, List<Tenant> all) {
        released.stream().filter(tenant -> !all.contains(tenant)).findAny().ifPresent(tenant -> {
            throw new IllegalStateException(
                    "auth.four-eyes.off-for names '" + tenant + "', and there is no such tenant");
        });
    }

    private boolean checked(Tenant tenant) {
        boolean on = rule.on();
        long there = accounts.enabledWith(Role.ADMINISTRATOR.roleName());
        if (on && there < rule.fewest()) {
            tooFew(tenant, there);
        }
        boolean wanted = rule.wanted();
        store.say(
                tenant,
                wanted,
                AuditEvent.own(
                        Instant.now(), wanted ? ON : OFF, AuditEvent.OWN_SERVICE, "local", "by configuration", ""));
        return on;
    }

    /// Whoever runs the service answers for `default`; the trouble of another tenant stops nobody else.
    private static void tooFew(Tenant tenant, long there) {
        if (tenant.equals(Tenant.DEFAULT)) {
            throw new IllegalStateException(
                    "auth.four-eyes.on needs two administrators that are not disabled, and there is " + there
                            + ": start without it, make another, then turn it on");
        }
        LOG.warnf(
                "tenant=%s has had two administrators and has %d now: nothing can be approved there; see Emergencies in"
                        + " the README of auth-service",
                tenant, there);
    }
}
