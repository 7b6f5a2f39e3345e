package io.tidemark.auth.right;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A scope as it is written down: in requests, answers, tokens and the database.
///
/// @param kind everything, tenant, group, server or folder
/// @param name of the tenant, the group of servers or the server; none for everything
/// @param path of a folder; the server is in `name`
/// @param owner null where it does not matter whose it is
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScopeForm(
        @Nullable String kind,
        @Nullable String name,
        @Nullable String path,
        @Nullable String owner) {
    public static ScopeForm of(Scope scope) {
        String owner = scope.owner().orElse(null);
        return switch (scope.place()) {
            case Place.Everything everything -> new ScopeForm("everything", null, null, owner);
            case Place.Tenant tenant -> new ScopeForm("tenant", tenant.name(), null, owner);
            case Place.ServerGroup group -> new ScopeForm("group", group.name(), null, owner);
            case Place.Server server -> new ScopeForm("server", server.name(), null, owner);
            case Place.Folder folder -> new ScopeForm("folder", folder.server(), folder.path(), owner);
        };
    }

    /// @throws IllegalArgumentException that says what is wrong
    public Scope toScope() {
        return new Scope(place(), Optional.ofNullable(owner));
    }

    private Place place() {
        return switch (kind == null ? "" : kind) {
            case "everything" -> Place.EVERYTHING;
            case "tenant" -> new Place.Tenant(text(name));
            case "group" -> new Place.ServerGroup(text(name));
            case "server" -> new Place.Server(text(name));
            case "folder" -> new Place.Folder(text(name), text(path));
            default ->
                throw new IllegalArgumentException("kind must be one of everything, tenant, group, server, folder");
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
