package io.tidemark.alert.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidemark.alert.evaluation.Alert;
import io.tidemark.alert.evaluation.AlertFilter;
import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.alert.evaluation.AlertStore.Place;
import io.tidemark.alert.evaluation.Basis;
import io.tidemark.alert.evaluation.Evaluation;
import io.tidemark.alert.evaluation.Pass;
import io.tidemark.alert.evaluation.PlaceCursor;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Alerts, open and resolved.
@Path("/api/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "alerts")
public class AlertResource {

    private final AlertStore alerts;
    private final Evaluation evaluation;
    private final InstantSource clock;
    private final Caller caller;

    AlertResource(AlertStore alerts, Evaluation evaluation, InstantSource clock, Caller caller) {
        this.alerts = alerts;
        this.evaluation = evaluation;
        this.clock = clock;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("alerts:read")
    @Operation(
            operationId = "listAlerts",
            summary = "List alerts, newest breach first",
            description =
                    "Resolved alerts are listed too unless `state` says otherwise. `basis` tells how much the list"
                            + " can know: an empty list is good news only when `basis.complete` is true.")
    @APIResponse(responseCode = "200", description = "A page of alerts")
    @APIResponse(responseCode = "400", description = "The cursor is none this list gave out")
    @APIResponse(responseCode = "422", description = "A filter or the limit is wrong")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public Uni<AlertList> list(
            @Parameter(description = "pending, firing or resolved; may be repeated", example = "firing")
                    @QueryParam("state")
                    List<String> states,
            @Parameter(description = "warning or critical; may be repeated", example = "critical")
                    @QueryParam("severity")
                    List<String> severities,
            @Parameter(description = "A server's name; may be repeated", example = "web-1") @QueryParam("server")
                    List<String> servers,
            @Parameter(description = "1 to 1000, 100 by default") @QueryParam("limit") @Nullable Integer limit,
            @Parameter(description = "`nextCursor` of the page before") @QueryParam("cursor") @Nullable String cursor) {
        var own = servers.stream().filter(caller.tenancy()::contains).toList();
        var filter = AlertFilter.of(states, severities, own);
        int size = Limit.check(limit, 100, 1000);
        var after = cursor == null ? null : PlaceCursor.read(cursor);
        return Uni.createFrom()
                .completionStage(
                        () -> own.isEmpty() && !servers.isEmpty() ? nothing() : alerts.list(filter, after, size + 1))
                .flatMap(found ->
                        Uni.createFrom().completionStage(alerts::lastPass).map(pass -> answer(found, size, pass)));
    }

    /// Of servers of other tenants: whatever they have, nobody needs to look, and how long the answer takes tells
    /// nothing
    /// of it.
    private static CompletionStage<List<Alert>> nothing() {
        return CompletableFuture.completedFuture(List.of());
    }

    private AlertList answer(List<Alert> found, int size, Optional<Pass> pass) {
        var now = clock.instant();
        var seen = found.stream()
                .filter(alert -> caller.tenancy().contains(alert.key().server()))
                .toList();
        var page = Page.of(
                seen, size, last -> PlaceCursor.write(new Place(last.state().since(), last.id())));
        return new AlertList(
                page.items().stream()
                        .map(alert -> AlertView.of(alert, evaluation, now))
                        .toList(),
                page.nextCursor(),
                Basis.of(pass, evaluation, now));
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("alerts:read")
    @Operation(operationId = "getAlert", summary = "Read one alert")
    @APIResponse(responseCode = "200", description = "The alert")
    @APIResponse(responseCode = "404", description = "There is no such alert")
    @APIResponse(responseCode = "503", description = "The database does not answer")
    public Uni<AlertView> get(@PathParam("id") UUID id) {
        return Uni.createFrom()
                .completionStage(() -> alerts.find(id))
                .map(found -> found.filter(
                        alert -> caller.tenancy().contains(alert.key().server())))
                .map(found -> AlertView.of(
                        found.orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no alert " + id)),
                        evaluation,
                        clock.instant()));
    }
}
