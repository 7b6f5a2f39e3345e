package io.tidemark.history.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.tenant.Tenant;

import java.util.regex.Pattern;

/// What a policy is attached to; written `everything`, `group:NAME` or `server:NAME`. Everything of a tenant other than
/// the default one is `everything@TENANT`.
public sealed interface Target {

    String EVERYTHING = "everything";

    Pattern EVERYTHING_OF_TENANT = Pattern.compile(EVERYTHING + ServerName.OF_TENANT);

    /// Every server of a tenant.
    record Everything(Tenant tenant) implements Target {}

    /// The servers of a group.
    record OfGroup(GroupName group) implements Target {
        @Override
        public Tenant tenant() {
            return group.tenant();
        }
    }

    /// One server.
    record OfServer(ServerName server) implements Target {
        @Override
        public Tenant tenant() {
            return server.tenant();
        }
    }

    /// Whose servers it is about.
    Tenant tenant();

    @JsonValue
    default String text() {
        return switch (this) {
            case Everything(Tenant tenant) -> EVERYTHING + tenant.suffix();
            case OfGroup(GroupName group) -> "group:" + group;
            case OfServer(ServerName server) -> "server:" + server;
        };
    }

    /// @throws IllegalArgumentException when it is none
    static Target parse(String text) {
        if (text.equals(EVERYTHING)) {
            return new Everything(Tenant.DEFAULT);
        }
        if (EVERYTHING_OF_TENANT.matcher(text).matches()) {
            return new Everything(Tenant.of(text));
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
