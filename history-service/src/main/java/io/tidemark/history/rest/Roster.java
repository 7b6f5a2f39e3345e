package io.tidemark.history.rest;

import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.GroupRegister;
import io.tidemark.history.group.Groups;
import io.tidemark.history.policy.EffectivePolicy;
import io.tidemark.history.policy.Fleet;
import io.tidemark.history.policy.Policies;
import io.tidemark.history.policy.PolicyRegister;
import io.tidemark.history.server.Presence;
import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.ServerRegister;
import io.tidemark.history.server.Tags;
import io.tidemark.platform.access.Visible;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// Brings servers, groups and policies together for one answer.
public final class Roster {

    /// Which servers are meant; null means any.
    ///
    /// @param visible of which servers at most
    record Filter(
            Visible.Servers visible,
            @Nullable GroupName group,
            @Nullable Presence state) {}

    private final ServerRegister servers;
    private final GroupRegister groups;
    private final PolicyRegister policies;
    private final InstantSource clock;
    private final Duration silentAfter;

    public Roster(
            ServerRegister servers,
            GroupRegister groups,
            PolicyRegister policies,
            InstantSource clock,
            Duration silentAfter) {
        this.servers = servers;
        this.groups = groups;
        this.policies = policies;
        this.clock = clock;
        this.silentAfter = silentAfter;
    }

    /// Up to `limit` servers by name, those after `after` where it is given.
    List<ServerAnswer> page(Filter filter, @Nullable ServerName after, int limit) {
        Groups all = groups.all();
        boolean anyServer = filter.visible().except()
                && filter.visible().names().isEmpty()
                && filter.group() == null
                && filter.state() == null;
        Stream<Server> found = anyServer
                ? servers.page(after, limit).stream()
                : servers.all().stream()
                        .filter(server -> after == null || server.name().compareTo(after) > 0);
        Instant now = clock.instant();
        return found.filter(server -> isMeant(server, filter, all, now))
                .limit(limit)
                .map(server -> ServerAnswer.of(server, all, now, silentAfter))
                .toList();
    }

    /// @throws io.tidemark.platform.problem.ProblemException 404 where there is no such server
    ServerAnswer server(ServerName name) {
        Server server = servers.find(name).orElseThrow(() -> Names.unknownServer(name));
        return ServerAnswer.of(server, groups.all(), clock.instant(), silentAfter);
    }

    /// What holds for a server. One that is about to report for the first time is taken as a server
    /// without tags.
    ///
    /// @throws io.tidemark.platform.problem.ProblemException 404 where there is no such server
    EffectivePolicy policy(ServerName name, boolean isItself) {
        Tags tags = servers.find(name)
                .map(Server::tags)
                .or(() -> isItself ? java.util.Optional.of(Tags.NONE) : java.util.Optional.empty())
                .orElseThrow(() -> Names.unknownServer(name));
        return Policies.of(policies.current()).of(name, groups.all().containing(name, tags));
    }

    /// What holds for each server.
    public List<EffectivePolicy> policies() {
        Fleet fleet = fleet();
        return fleet.servers().stream().map(fleet::policyOf).toList();
    }

    /// The servers that are in a group now.
    ///
    /// @throws ProblemException 404 where there is no such group
    List<ServerName> members(GroupName group) {
        Groups all = groups.all();
        if (all.find(group).isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no group '" + group + "'");
        }
        return servers.all().stream()
                .filter(server -> all.contains(group, server.name(), server.tags()))
                .map(Server::name)
                .toList();
    }

    public Fleet fleet() {
        return new Fleet(servers.all(), groups.all(), Policies.of(policies.current()));
    }

    private boolean isMeant(Server server, Filter filter, Groups all, Instant now) {
        GroupName group = filter.group();
        return filter.visible().contains(server.name().value())
                && (group == null || all.contains(group, server.name(), server.tags()))
                && (filter.state() == null || server.presence(now, silentAfter) == filter.state());
    }
}
