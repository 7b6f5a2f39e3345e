package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.reconciliation.Balance;
import io.tidemark.analytics.reconciliation.Reconciliation;
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

/// What volumes say is used beside what files add up to.
@Path("/api/analytics/reconciliation")
@Tag(name = "usage")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class ReconciliationResource {
    private final Exchange exchange;

    ReconciliationResource(Exchange exchange) {
        this.exchange = exchange;
    }

    @GET
    @Operation(
            operationId = "reconcileVolumes",
            summary = "What each volume says is used beside what files and folders add up to",
            description =
                    "usedBytes = countedBytes + the known bytes of all parts + unexplainedBytes. A volume is there for"
                            + " those who may see all of it; its other roots are told as uncompared.")
    @APIResponse(
            responseCode = "200",
            description = "The volumes, what is explained least first",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ReconciliationAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Balance.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows volumes(@BeanParam Scope scope) {
        return exchange.answer(new Reconciliation(), scope, ReconciliationAnswer::of);
    }
}
