package io.tidemark.history.rest;

import io.tidemark.history.group.Group;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.Groups;
import io.tidemark.history.server.Presence;
import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.Tags;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A server as it is at this moment.
///
/// @param firstSeenAt null as long as nothing came from it
/// @param groups nearest first
record ServerAnswer(
        ServerName name,
        Presence state,
        @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt,
        Tags tags,
        List<GroupName> groups) {

    static ServerAnswer of(Server server, Groups groups, Instant now, Duration silentAfter) {
        return new ServerAnswer(
                server.name(),
                server.presence(now, silentAfter),
                server.firstSeenAt(),
                server.lastSeenAt(),
                server.tags(),
                groups.containing(server.name(), server.tags()).stream()
                        .map(Group::name)
                        .toList());
    }
}
