package io.tidemark.auth.start;

import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.audit.FourEyesStore;
import io.tidemark.auth.audit.GrantGuard;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.audit.RightsStore;
import io.tidemark.auth.audit.TenantFourEyes;
import io.tidemark.auth.factor.FactorStore;
import io.tidemark.auth.key.Keys;
import io.tidemark.auth.proposal.Examination;
import io.tidemark.auth.proposal.OtherPerson;
import io.tidemark.auth.proposal.ProposalStore;
import io.tidemark.auth.proposal.Proposals;
import io.tidemark.auth.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Makes what deals with four eyes from the configuration.
class ProposalWiring {
    private static final InstantSource CLOCK = InstantSource.system();

    @Produces
    @ApplicationScoped
    FourEyes fourEyes(AuthConfig config, FourEyesStore store) {
        return new TenantFourEyes(config.fourEyes().on(), config.fourEyes().released(), store);
    }

    @Produces
    @Singleton
    Examination examination(
            RightsAdministration rights,
            GrantGuard guard,
            Accounts accounts,
            FactorStore factors,
            Keys keys,
            Tenants tenants) {
        return new Examination(rights, guard, accounts, factors, keys, tenants, CLOCK);
    }

    @Produces
    @Singleton
    Proposals proposals(
            ProposalStore store,
            RightsStore rights,
            Examination examination,
            AuditLog log,
            FourEyes rule,
            AuthConfig config) {
        return new Proposals(
                store,
                rights,
                examination,
                new OtherPerson(log, CLOCK),
                rule,
                config.fourEyes().lifetime(),
                CLOCK);
    }
}
