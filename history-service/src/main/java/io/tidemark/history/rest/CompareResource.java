package io.tidemark.history.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.delta.Change;
import io.tidemark.history.delta.ChangeKind;
import io.tidemark.history.delta.DeltaSummary;
import io.tidemark.history.delta.Deltas;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What changed between two snapshots.
@Path("/api/snapshots/compare")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "changes", description = "What changed between two snapshots of one root, to the byte")
public class CompareResource {

    private static final String LINES = "application/x-ndjson";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final String WHEN = "An id; or a day or a time, then server and root are needed: the newest snapshot"
            + " that began by the end of that day or by that time";

    /// A page of changes.
    ///
    /// @param nextCursor what to send for the next page; null on the last
    record ChangePage(List<Change> items, @Nullable String nextCursor) {}

    private final Deltas deltas;
    private final SnapshotFinder finder;
    private final ObjectMapper json;

    CompareResource(Deltas deltas, SnapshotFinder finder, ObjectMapper json) {
        this.deltas = deltas;
        this.finder = finder;
        this.json = json;
    }

    @GET
    @PermissionsAllowed({"snapshots:read", "snapshots:read-part"})
    @Operation(
            operationId = "compareSnapshots",
            summary = "Sum up what changed between two snapshots",
            description = "It adds up: before + created - deleted + grown - shrunk = after; moves change nothing. Each"
                    + " inode's bytes count once.")
    @APIResponseSchema(DeltaSummary.class)
    @APIResponse(responseCode = "304", description = "It is the one the caller has")
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    @APIResponse(responseCode = "409", description = "Less is kept of a snapshot than this needs")
    public Response compare(
            @Parameter(required = true, description = WHEN, example = "2026-11-20") @QueryParam("from") @Nullable
                    String from,
            @Parameter(required = true, description = WHEN, example = "2026-11-21") @QueryParam("to") @Nullable
                    String to,
            @QueryParam("server") @Nullable String server,
            @QueryParam("root") @Nullable String root,
            @Context HttpHeaders headers)
            throws IOException {
        Snapshot first = finder.find("from", from, server, root);
        Snapshot second = finder.find("to", to, server, root);
        DeltaSummary summary = deltas.summary(first, second);
        return EntityTags.answer(first.id() + "_" + second.id(), headers, () -> summary);
    }

    @GET
    @Path("changes")
    @Produces({MediaType.APPLICATION_JSON, LINES})
    @PermissionsAllowed({"snapshots:read", "snapshots:read-part"})
    @Operation(
            operationId = "listChanges",
            summary = "List every change between two snapshots, the largest first",
            description = "Page by page; or, with `Accept: application/x-ndjson`, all of them as JSON lines, one change"
                    + " each, for which `limit` and `cursor` are not given. Where lines end before all came, the"
                    + " connection is broken off.")
    @APIResponse(
            responseCode = "200",
            description = "The changes",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ChangePage.class)),
                @Content(mediaType = LINES, schema = @Schema(implementation = Change.class))
            })
    @APIResponse(responseCode = "404", description = "There is no such snapshot")
    @APIResponse(responseCode = "409", description = "Less is kept of a snapshot than this needs")
    @APIResponse(responseCode = "503", description = "Too many comparisons wait, or are read at this moment")
    public Response changes(
            @Parameter(required = true, description = WHEN, example = "2026-11-20") @QueryParam("from") @Nullable
                    String from,
            @Parameter(required = true, description = WHEN, example = "2026-11-21") @QueryParam("to") @Nullable
                    String to,
            @QueryParam("server") @Nullable String server,
            @QueryParam("root") @Nullable String root,
            @Parameter(description = "Only these; may be repeated", schema = @Schema(implementation = ChangeKind.class))
                    @QueryParam("kind")
                    List<String> kinds,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context Request request)
            throws IOException {
        Set<ChangeKind> wanted = kinds(kinds);
        boolean lines = lines(request);
        if (lines && (limit != null || cursor != null)) {
            throw ProblemException.field(limit != null ? "limit" : "cursor", "is for pages: as JSON lines all come");
        }
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        long after = cursor == null ? 0 : Times.number(Cursor.decode(cursor, 1).getFirst());
        Snapshot first = finder.find("from", from, server, root);
        Snapshot second = finder.find("to", to, server, root);
        if (lines) {
            return Response.ok(new ChangeLines(deltas.stream(first, second, wanted), json), LINES)
                    .build();
        }
        Page<Change> page = Page.of(
                deltas.changes(first, second, wanted, after, checked + 1),
                checked,
                last -> Cursor.encode(Long.toString(last.rank())));
        return Response.ok(page, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static boolean lines(Request request) {
        Variant variant =
                request.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(LINES))
                        .build());
        return variant != null && variant.getMediaType().toString().equals(LINES);
    }

    private static Set<ChangeKind> kinds(List<String> words) {
        if (words.isEmpty()) {
            return EnumSet.allOf(ChangeKind.class);
        }
        Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
        words.forEach(word -> kinds.add(ChangeKind.ifValid(word)
                .orElseThrow(() -> ProblemException.field("kind", "there are no changes of kind " + word))));
        return kinds;
    }
}
