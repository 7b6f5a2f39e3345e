package io.tidemark.analytics.source;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The servers with their tags and groups. While the record is away, what it said last.
public final class Roster {
    private final Remembered<List<Server>> servers;

    /// @param freshFor for how long the record is not asked again, whether it answered or not
    public Roster(SnapshotSource source, InstantSource clock, Duration freshFor) {
        this.servers = new Remembered<>(() -> List.copyOf(source.servers()), clock, freshFor);
    }

    /// Blocks while the record is asked.
    ///
    /// @param who of which tenants
    /// @throws ProblemException 503 where it has never answered
    public List<Server> servers(Tenancy who) {
        List<Server> all = servers.now()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNAVAILABLE,
                        "Which servers belong to which group is not known while history-service is away"));
        return all.stream().filter(server -> who.contains(server.name())).toList();
    }
}
