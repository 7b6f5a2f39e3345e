package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.retention.Asker;
import io.tidemark.history.retention.Retention;
import io.tidemark.history.retention.RetentionExecutor;
import io.tidemark.history.retention.RetentionLog;
import io.tidemark.history.retention.RetentionPlan;
import io.tidemark.history.retention.RetentionRun;
import io.tidemark.history.retention.RetentionRun.CarriedOut;
import io.tidemark.history.retention.Rules;
import io.tidemark.history.retention.StepRecord;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// What the retention policies mean for what is there.
@Path("/api/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "retention", description = "How long snapshots are kept")
public class RetentionResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final Retention retention;
    private final Roster roster;
    private final RetentionExecutor executor;
    private final RetentionLog log;
    private final Change change;
    private final Caller caller;
    private final Own own;
    private final InstantSource clock;

    RetentionResource(
            Retention retention,
            Roster roster,
            RetentionExecutor executor,
            RetentionLog log,
            Change change,
            Caller caller,
            Own own,
            InstantSource clock) {
        this.retention = retention;
        this.roster = roster;
        this.executor = executor;
        this.log = log;
        this.change = change;
        this.caller = caller;
        this.own = own;
        this.clock = clock;
    }

    @GET
    @Path("plan")
    @PermissionsAllowed("retention:read")
    @Operation(
            operationId = "planRetention",
            summary = "Show what a server's retention policy would do to its snapshots now",
            description =
                    "Every snapshot with its reason and the bytes it would free; nothing is changed. Where `to` is"
                            + " `difference`, everything stays and is kept as what differs from the snapshot `base`; its"
                            + " bytes are an estimate.")
    @APIResponseSchema(RetentionPlan.class)
    @APIResponse(responseCode = "404", description = "There is no such server")
    public RetentionPlan plan(
            @Parameter(required = true, example = "web-1") @QueryParam("server") @Nullable String server) {
        ServerName name = known(server);
        return retention.plan(name, Rules.of(roster.policy(name, false)), clock.instant());
    }

    @POST
    @Path("run")
    @PermissionsAllowed("retention:write")
    @Operation(
            operationId = "runRetention",
            summary = "Carry a server's retention policy out now, and say what was done",
            description =
                    "What the plan shows at this moment, step by step. A step whose snapshot somebody held since is"
                            + " left out (`held`). It is also carried out by itself from time to time.")
    @APIResponseSchema(RetentionRun.class)
    @APIResponse(responseCode = "404", description = "There is no such server")
    @APIResponse(responseCode = "422", description = "The server is not given")
    @APIResponse(responseCode = "503", description = "It has been carried out for others for the last ten seconds")
    public RetentionRun run(
            @Parameter(required = true, example = "web-1") @QueryParam("server") @Nullable String server,
            @Context HttpServerRequest request)
            throws IOException {
        ServerName name = known(server);
        Asker asker = new Asker(caller.subject(), request.remoteAddress().hostAddress());
        RetentionRun done = executor.run(name, Rules.of(roster.policy(name, false)), asker);
        change.made(done.levels(CarriedOut::from), done.levels(CarriedOut::to));
        return done;
    }

    @GET
    @Path("steps")
    @PermissionsAllowed("retention:read")
    @Operation(
            operationId = "listRetentionSteps",
            summary = "List what retention did to a server's snapshots, the newest first")
    @APIResponse(responseCode = "422", description = "The server is not given, or the limit is out of range")
    public Page<StepRecord> steps(
            @Parameter(required = true, example = "web-1") @QueryParam("server") @Nullable String server,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Long before =
                cursor == null ? null : Times.number(Cursor.decode(cursor, 1).getFirst());
        ServerName name = given(server);
        return Page.of(
                own.has(name) ? log.page(name, before, checked + 1) : List.of(),
                checked,
                last -> Cursor.encode(Long.toString(last.id())));
    }

    private ServerName known(@Nullable String server) {
        ServerName name = given(server);
        if (!own.has(name)) {
            throw Names.unknownServer(name);
        }
        return name;
    }

    private static ServerName given(@Nullable String server) {
        if (server == null) {
            throw ProblemException.field("server", "must be given");
        }
        return Names.server(server);
    }
}
