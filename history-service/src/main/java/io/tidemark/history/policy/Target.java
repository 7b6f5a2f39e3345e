package io.tidemark.history.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.server.ServerName;

/// What a policy is attached to; written `everything`, `group:NAME` or `server:NAME`.
public sealed interface Target {

    /// Every server.
    record Everything() implements Target {}

    /// The servers of a group.
    record OfGroup(GroupName group) implements Target {}

    /// One server.
    record OfServer(ServerName server) implements Target {}

    @JsonValue
    default String text() {
        return switch (this) {
            case Everything _ -> "everything";
            case OfGroup(GroupName group) -> "group:" + group;
            case OfServer(ServerName server) -> "server:" + server;
        };
    }

    /// @throws IllegalArgumentException when it is none
    static Target parse(String text) {
        if (text.equals("everything")) {
            return new Everything();
        }
        if (text.startsWith("group:")) {
            return new OfGroup(new GroupName(text.substring("group:".length())));
        }
        if (text.startsWith("server:")) {
            return new OfServer(new ServerName(text.substring("server:".length())));
        }
        throw new IllegalArgumentException("must be everything, group:NAME or server:NAME");
    }
}
