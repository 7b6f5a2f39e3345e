package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.delta.DeltaSummary;
import io.tidemark.history.delta.Life;
import io.tidemark.history.delta.Life.Bookmark;
import io.tidemark.history.delta.Life.Moment;
import io.tidemark.history.delta.Lives;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.access.Reach;
import io.tidemark.platform.access.Visible;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/// One path through time.
@Path("/api/search/history")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "changes")
public class PathHistoryResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    /// @param root of the snapshots it was found in
    /// @param items newest first, one for each snapshot that shows something else than the one before it
    /// @param basis the snapshots that were looked at, newest first
    public record PathHistory(
            ServerName server,
            String root,
            String path,
            List<Moment> items,
            @Nullable String nextCursor,
            List<DeltaSummary.Basis> basis) {}

    private final Lives lives;
    private final Reach reach;

    PathHistoryResource(Lives lives, Reach reach) {
        this.lives = lives;
        this.reach = reach;
    }

    @GET
    @PermissionsAllowed({"snapshots:read", "snapshots:read-part"})
    @Operation(
            operationId = "getPathHistory",
            summary = "Tell the life of one path across snapshots and renames, newest first",
            description = "Looks for the newest snapshot that has the path, then follows what stood there both ways: by"
                    + " path, and where that shows something else, by inode and birth time. A page goes through `limit`"
                    + " snapshots and has the changes among them, which may be none.")
    @APIResponse(
            responseCode = "404",
            description = "No snapshot has the path, or the caller may not see it: path-not-found")
    public PathHistory get(
            @Parameter(required = true, example = "web-1") @QueryParam("server") @Nullable String server,
            @Parameter(required = true, description = "Absolute", example = "/usr/bin/env")
                    @QueryParam("path")
                    @Nullable
                    String path,
            @Parameter(description = "Snapshots to go through") @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor)
            throws IOException {
        ServerName name = Names.server(given("server", server));
        String wanted = normal(given("path", path));
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Visible visible = reach.of("snapshots:read");
        if (!visible.folder(name.value(), wanted)) {
            throw Lives.notFound(wanted);
        }
        Life life = cursor == null ? lives.of(name, wanted, checked) : lives.before(bookmark(cursor), checked);
        if (!life.server().equals(name)) {
            throw Times.brokenCursor();
        }
        return answer(life, wanted, visible);
    }

    /// Places that the caller may not see are left out, and the life ends for him where it leads to one.
    private static PathHistory answer(Life life, String path, Visible visible) {
        String server = life.server().value();
        List<Moment> items = life.items().stream()
                .filter(moment -> visible.folder(server, moment.path()))
                .map(moment -> visibleOnly(moment, server, visible))
                .toList();
        Bookmark next = life.next();
        String cursor = next == null || !visible.folder(server, next.path())
                ? null
                : Cursor.encode(next.snapshot().toString(), next.path());
        return new PathHistory(life.server(), life.root(), path, items, cursor, life.basis());
    }

    private static Moment visibleOnly(Moment moment, String server, Visible visible) {
        String previous = moment.previousPath();
        return previous == null || visible.folder(server, previous) ? moment : moment.withoutPreviousPath();
    }

    private static Bookmark bookmark(String cursor) {
        List<String> parts = Cursor.decode(cursor, 2);
        SnapshotId id = SnapshotId.ifValid(parts.getFirst()).orElseThrow(Times::brokenCursor);
        return new Bookmark(id, parts.getLast());
    }

    private static String given(String parameter, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw ProblemException.field(parameter, "must be given");
        }
        return text;
    }

    private static String normal(String path) {
        if (!path.startsWith("/") || path.length() > 32_768 || path.indexOf('\0') >= 0) {
            throw ProblemException.field("path", "must be an absolute path of at most 32768 characters");
        }
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
