package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Looks at the start whether four eyes can be had, and puts on record that they are needed from
/// now on, or not any more.
@Singleton
class FourEyesCheck {
    static final String ON = "turn-on-four-eyes";
    static final String OFF = "turn-off-four-eyes";

    /// After the first administrator was made.
    private static final int LATE = 5000;

    private final Accounts accounts;
    private final AuditLog log;
    private final FourEyes rule;

    FourEyesCheck(Accounts accounts, AuditLog log, FourEyes rule) {
        this.accounts = accounts;
        this.log = log;
        this.rule = rule;
    }

    void check(@Observes @Priority(LATE) StartupEvent start) {
        PresentTenancy.as(Tenancy.of(Tenant.DEFAULT), this::checked);
    }

    private boolean checked() {
        long there = accounts.enabledWith(Role.ADMINISTRATOR.roleName());
        if (rule.on() && there < rule.fewest()) {
            throw new IllegalStateException(
                    "auth.four-eyes.on needs two administrators that are not disabled, and there is " + there
                            + ": start without it, make another, then turn it on");
        }
        if (rule.on() != wasOn()) {
            log.append(List.of(AuditEvent.own(
                    Instant.now(), rule.on() ? ON : OFF, AuditEvent.OWN_SERVICE, "local", "by configuration", "")));
        }
        return rule.on();
    }

    private boolean wasOn() {
        return log.find(AuditQuery.ALL.withActions(Set.of(ON, OFF)), 1).stream()
                .anyMatch(row -> row.event().action().equals(ON));
    }
}
