package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.gauge.Exposition;
import io.tidemark.analytics.gauge.FolderRanking;
import io.tidemark.analytics.gauge.Roll;
import io.tidemark.analytics.gauge.Rolls;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Folder usage for Prometheus.
@Path("/api/analytics/folder-metrics")
@Tag(name = "usage")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MetricsWriter.TEXT, MetricsWriter.OPEN})
public class FolderMetricsResource {
    private final Exchange exchange;
    private final Rolls rolls;

    FolderMetricsResource(Exchange exchange, Rolls rolls) {
        this.exchange = exchange;
        this.rolls = rolls;
    }

    @GET
    @Operation(
            operationId = "exportFolderMetrics",
            summary = "Folder usage for Prometheus, with a fixed number of time series",
            description =
                    "The largest folders at one depth by themselves, all else summed in tidemark_folder_rest_*. A folder that"
                            + " is listed stays until it falls a fifth of all places behind the last one; another gets its place at"
                            + " once only where it rises a fifth above it.")
    @APIResponse(
            responseCode = "200",
            description = "As OpenMetrics 1.0.0 or Prometheus' own text",
            content = {
                @Content(mediaType = MetricsWriter.OPEN, schema = @Schema(implementation = String.class)),
                @Content(mediaType = MetricsWriter.TEXT, schema = @Schema(implementation = String.class))
            })
    public FolderMetricsAnswer metrics(
            @QueryParam("series")
                    @DefaultValue("200")
                    @Parameter(
                            description =
                                    "How many time series at most, 20 to 10000: three of each folder and five more")
                    int series,
            @QueryParam("depth")
                    @DefaultValue("1")
                    @Parameter(description = "How far below its root a folder is, 1 to 8")
                    int depth,
            @BeanParam Scope scope) {
        int places = Roll.placesIn(series);
        Roll roll = rolls.of(exchange.question(), places);
        return exchange.answer(
                new FolderRanking(depth, Roll.candidates(places)),
                scope,
                answer -> new FolderMetricsAnswer(Exposition.of(answer.value(), roll, answer.basis()), answer.basis()));
    }
}
