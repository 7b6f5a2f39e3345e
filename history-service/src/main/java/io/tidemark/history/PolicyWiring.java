package io.tidemark.history;

import io.tidemark.history.delta.DeltaLog;
import io.tidemark.history.group.GroupRegister;
import io.tidemark.history.policy.PolicyRegister;
import io.tidemark.history.rest.Roster;
import io.tidemark.history.retention.HoldRegister;
import io.tidemark.history.retention.Retention;
import io.tidemark.history.retention.RetentionLog;
import io.tidemark.history.server.Admissions;
import io.tidemark.history.server.PresenceLog;
import io.tidemark.history.server.ServerRegister;
import io.tidemark.history.server.Watch;
import io.tidemark.history.snapshot.SnapshotRegister;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;

/// Makes what brings servers, groups and policies together, and what follows from them.
class PolicyWiring {

    @Produces
    @Singleton
    Watch watch(PresenceLog log, InstantSource clock, HistoryConfig config) {
        return new Watch(log, clock, config.servers().silentAfter());
    }

    @Produces
    @Singleton
    Admissions admissions(ServerRegister servers) {
        return new Admissions(servers);
    }

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

    @Produces
    @Singleton
    Retention retention(SnapshotRegister register, DeltaLog deltas, HoldRegister holds, RetentionLog log) {
        return new Retention(register, deltas, holds, log);
    }
}
