package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.usage.Trouble;
import io.tidemark.analytics.usage.Troubles;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What scans could not read.
@Path("/api/analytics/errors")
@Tag(name = "usage")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class ErrorsResource {
    private final Exchange exchange;

    ErrorsResource(Exchange exchange) {
        this.exchange = exchange;
    }

    @GET
    @Operation(
            operationId = "getErrors",
            summary = "What scans could not read, by root and reason, with examples",
            description =
                    "The most frequent first. Of a root that the caller sees a part of, unreadable folders are told by"
                            + " /api/analytics/folders?by=unreadable.")
    @APIResponse(
            responseCode = "200",
            description = "The reasons",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ErrorsAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Trouble.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows errors(@BeanParam Scope scope) {
        return exchange.answer(new Troubles(), scope, ErrorsAnswer::of);
    }
}
