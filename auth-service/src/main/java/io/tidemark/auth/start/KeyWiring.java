package io.tidemark.auth.start;

import io.quarkus.runtime.Startup;
import io.tidemark.auth.agent.Cluster;
import io.tidemark.auth.agent.EnrolmentStore;
import io.tidemark.auth.agent.Enrolments;
import io.tidemark.auth.agent.ProjectedTokens;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.audit.GrantGuard;
import io.tidemark.auth.audit.RepeatLog;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.key.KeyStore;
import io.tidemark.auth.key.Keys;
import io.tidemark.auth.token.ClusterTokens;
import io.tidemark.auth.token.TenantGate;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Makes what deals with keys, enrolment and clusters from the configuration.
class KeyWiring {
    private static final InstantSource CLOCK = InstantSource.system();

    @Produces
    @Singleton
    Keys keys(KeyStore store, GrantGuard guard, AuditLog log, FourEyes rule) {
        return new Keys(store, guard, log, rule, CLOCK);
    }

    @Produces
    @Singleton
    Enrolments enrolments(EnrolmentStore store, TenantGate gate, AuditLog log, RepeatLog repeats, AuthConfig config) {
        GivenAgents given = new GivenAgents(config);
        return new Enrolments(store, given::has, gate, config.agentKeys().lifetime(), log, repeats, CLOCK);
    }

    /// Made at the start, so a cluster that cannot be stops it.
    @Produces
    @Singleton
    @Startup
    ClusterTokens clusterTokens(AuthConfig config, HeardClusterKeys keys) {
        AuthConfig.Kubernetes kubernetes = config.kubernetes();
        return kubernetes
                .issuer()
                .<ClusterTokens>map(issuer -> new ProjectedTokens(
                        new Cluster(issuer, kubernetes.audience(), kubernetes.algorithm(), kubernetes.agents()),
                        keys,
                        CLOCK))
                .orElse(NO_CLUSTER);
    }

    private static final ClusterTokens NO_CLUSTER = new ClusterTokens() {
        @Override
        public boolean isKnown() {
            return false;
        }

        @Override
        public Proof prove(String token) {
            return new Proof.Refused(Proof.Reason.UNKNOWN);
        }
    };
}
