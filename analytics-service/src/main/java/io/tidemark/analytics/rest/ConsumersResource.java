package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.consumer.Consumer;
import io.tidemark.analytics.consumer.ConsumerBy;
import io.tidemark.analytics.consumer.Consumers;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What folders and owners are like.
@Path("/api/analytics/consumers")
@Tag(name = "usage")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class ConsumersResource {
    private static final int MOST = 100;
    private static final int SNAPSHOTS = 366;

    private final Exchange exchange;

    ConsumersResource(Exchange exchange) {
        this.exchange = exchange;
    }

    @GET
    @Operation(
            operationId = "classifyConsumers",
            summary = "What kind of data the largest folders or owners have, how it grows, and whether it is used",
            description =
                    "For each server and root by itself: kind and use by the newest snapshot of the period, growth by the"
                            + " last snapshot of each of its last 366 days. The columns beside each word are its evidence.")
    @APIResponse(
            responseCode = "200",
            description = "The largest of them",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ConsumersAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Consumer.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows consumers(
            @QueryParam("by") @DefaultValue("folder") @Parameter(description = "folder or owner") String by,
            @QueryParam("folder")
                    @Parameter(description = "The folder whose folders are looked at; each root where absent")
                    @Nullable
                    String folder,
            @QueryParam("from") @Parameter(description = "A day or a moment; the beginning where absent") @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "A day (its end, UTC) or a moment; now where absent") @Nullable
                    String to,
            @BeanParam Scope scope,
            @QueryParam("snapshots")
                    @Parameter(description = "How many of the newest snapshots of all roots together, 366 where absent")
                    @Nullable
                    Integer snapshots,
            @QueryParam("limit") @Parameter(description = "At most 100, 50 where absent") @Nullable Integer limit) {
        ConsumerBy parts = ConsumerBy.named(by);
        if (parts == ConsumerBy.OWNER && folder != null) {
            throw ProblemException.field("folder", "goes with by=folder only");
        }
        FolderPath below = folder == null ? null : FolderPath.of(folder);
        Instant begin = from == null ? Instant.EPOCH : Scope.beginning("from", from);
        Instant end = to == null ? Instant.MAX : Scope.moment("to", to);
        return exchange.answer(
                new Consumers(parts, below, Limit.check(limit, 50, MOST)),
                scope.daily(begin, end, below == null ? null : below.text(), Scope.snapshots(snapshots, SNAPSHOTS)),
                answer -> ConsumersAnswer.of(by, answer));
    }
}
