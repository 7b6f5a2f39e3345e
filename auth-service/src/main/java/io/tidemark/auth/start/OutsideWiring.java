package io.tidemark.auth.start;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.credential.SecretBox;
import io.tidemark.auth.outside.Admissions;
import io.tidemark.auth.outside.BrowserSignIns;
import io.tidemark.auth.outside.CodeStore;
import io.tidemark.auth.outside.GroupMapping;
import io.tidemark.auth.outside.OidcRules;
import io.tidemark.auth.outside.OidcSignIns;
import io.tidemark.auth.outside.OutsideStore;
import io.tidemark.auth.session.SessionStore;
import io.tidemark.auth.token.SignInLog;
import io.tidemark.platform.client.AuthAddress;
import io.tidemark.platform.tenant.ForAllTenants;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Makes what deals with people from outside from the configuration.
@Singleton
class OutsideWiring {
    private static final InstantSource CLOCK = InstantSource.system();

    private final CodeStore codes;

    OutsideWiring(CodeStore codes) {
        this.codes = codes;
    }

    /// Made at the start, so a provider that cannot be stops it.
    @Produces
    @Singleton
    @Startup
    BrowserSignIns browserSignIns(
            AuthConfig config,
            AuthAddress own,
            HeardProvider provider,
            OutsideStore people,
            Accounts accounts,
            SessionStore sessions,
            SecretBox box,
            SignInLog log) {
        OidcConfig oidc = config.oidc();
        if (oidc.issuer().isEmpty()) {
            return BrowserSignIns.NONE;
        }
        Admissions admissions = new Admissions(people, GroupMapping.of(oidc.groups()), CLOCK);
        return new OidcSignIns(rules(oidc, own), provider, admissions, codes, accounts, sessions, box, log, CLOCK);
    }

    private static OidcRules rules(OidcConfig oidc, AuthAddress own) {
        String client = oidc.clientId().orElse("");
        return new OidcRules(
                oidc.issuer().orElse(""),
                client,
                oidc.exchangedAudiences().orElse(Set.of(client)),
                oidc.algorithm(),
                oidc.nameClaim(),
                oidc.groupsClaim(),
                oidc.mfa(),
                oidc.callbackBelow(own.issuer()),
                oidc.redirects().orElse(Set.of()),
                oidc.scopes(),
                oidc.prompt().orElse(""));
    }

    @ForAllTenants
    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        codes.forget(Instant.now().minusSeconds(3600));
    }
}
