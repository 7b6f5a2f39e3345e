package io.tidemark.forecast.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.source.VolumeId;
import io.tidemark.forecast.upkeep.Forecasts;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Forecasts of volumes.
@Path("/api/forecasts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "forecasts", description = "When volumes fill")
public class ForecastResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    private final Forecasts forecasts;
    private final Caller caller;

    ForecastResource(Forecasts forecasts, Caller caller) {
        this.forecasts = forecasts;
        this.caller = caller;
    }

    @GET
    @Blocking
    @PermissionsAllowed("forecasts:read")
    @Operation(
            operationId = "listForecasts",
            summary = "Forecasts of volumes, one each",
            description =
                    "Ordered by server and volume. A forecast is made once a day, and again when what was read since "
                            + "contradicts it. A volume asked for by server and mount point that no sample is known of has "
                            + "insufficient history. Where history-service does not answer, the last stored forecasts are given; "
                            + "madeAt tells their age.")
    @APIResponse(responseCode = "200", description = "The forecasts")
    @APIResponse(responseCode = "400", description = "The cursor cannot be read")
    @APIResponse(responseCode = "401", description = "No valid token")
    @APIResponse(responseCode = "403", description = "The token lacks forecasts:read")
    @APIResponse(responseCode = "422", description = "The limit is out of bounds, or a name is blank")
    @APIResponse(
            responseCode = "503",
            description = "history-service does not answer and nothing is stored; Retry-After tells when to ask again")
    public Page<ForecastView> list(
            @RestQuery @Parameter(description = "Only this server's volumes", example = "web-1") @Nullable
                    String server,
            @RestQuery @Parameter(description = "Only volumes with this mount point", example = "/data") @Nullable
                    String volume,
            @RestQuery @Parameter(description = "From 1 to 200; 50 where it is not given") @Nullable Integer limit,
            @RestQuery @Parameter(description = "nextCursor of the page before") @Nullable String cursor) {
        int most = Limit.check(limit, DEFAULT_LIMIT, MOST);
        requireName("server", server);
        requireName("volume", volume);
        if (server != null) {
            caller.requireServer(server);
        }
        String visible = caller.server().orElse(server);
        List<Forecast> found = forecasts.page(caller.tenancy(), visible, volume, after(cursor), most + 1);
        if (found.isEmpty() && visible != null && volume != null && cursor == null) {
            return new Page<>(List.of(ForecastView.of(forecasts.unknown(visible, volume))), null);
        }
        return Page.of(found, most, ForecastResource::cursorAfter).map(ForecastView::of);
    }

    private static void requireName(String parameter, @Nullable String value) {
        if (value != null && !VolumeId.isName(value)) {
            throw ProblemException.field(parameter, "must not be blank or hold the character zero");
        }
    }

    private static @Nullable VolumeId after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.decode(cursor, 2);
        return VolumeId.ifValid(parts.get(0), parts.get(1))
                .orElseThrow(() -> new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out"));
    }

    private static String cursorAfter(Forecast forecast) {
        return Cursor.encode(forecast.id().server(), forecast.id().volume());
    }
}
