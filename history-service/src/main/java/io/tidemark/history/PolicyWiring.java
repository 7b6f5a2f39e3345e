package io.tidemark.history;

import io.tidemark.history.group.GroupRegister;
import io.tidemark.history.policy.PolicyRegister;
import io.tidemark.history.rest.Roster;
import io.tidemark.history.server.ServerRegister;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Makes what brings servers, groups and policies together.
class PolicyWiring {

    @Produces
    @Singleton
    Roster roster(
            ServerRegister servers,
            GroupRegister groups,
            PolicyRegister policies,
            InstantSource clock,
            HistoryConfig config) {
        return new Roster(servers, groups, policies, clock, config.servers().silentAfter());
    }
}
