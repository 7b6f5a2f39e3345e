package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.cost.Bill;
import io.tidemark.analytics.cost.Cost;
import io.tidemark.analytics.cost.Savings;
import io.tidemark.analytics.cost.Savings.Terms;
import io.tidemark.analytics.cost.SavingsPlan;
import io.tidemark.analytics.usage.Listings;
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

import java.math.BigDecimal;

/// What storage costs, and what would be saved.
@Path("/api/analytics")
@Tag(name = "cost", description = "Money, by the prices that history keeps as policies")
@PermissionsAllowed({"files:read", "files:read-part"})
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, TableFormats.CSV, TableFormats.NDJSON, TableFormats.PARQUET})
public class CostResource {
    private static final String BY =
            "server, group, tag:KEY (such as tag:department), tier, owner, folder or extension";
    private static final int MOST_STUB_BYTES = 1 << 20;
    private static final int MOST_DIGITS = 6;

    private final Exchange exchange;
    private final Charging charging;

    CostResource(Exchange exchange, Charging charging) {
        this.exchange = exchange;
        this.charging = charging;
    }

    @GET
    @Path("cost")
    @Operation(
            operationId = "getCost",
            summary = "What storage costs a month, by whom it is to be charged to",
            description =
                    "Bytes on disk, each inode once, at the price of the tier that the server's files are in. A GB has"
                            + " 10^9 bytes. Each part is rounded to six places, half to even; totals are sums of rounded parts."
                            + " With by=folder the folders directly in folder (or in each root) are charged.")
    @APIResponse(
            responseCode = "200",
            description = "The dearest parts",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CostAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = Bill.Part.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows cost(
            @QueryParam("by") @DefaultValue("server") @Parameter(description = BY) String by,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Nullable Integer limit) {
        Cost question = new Cost(
                charging.charged(by, filters.folder),
                filters.condition(),
                charging.prices(),
                Limit.check(limit, 100, Exchange.MOST_ON_A_PAGE));
        return exchange.answer(question, scope, answer -> CostAnswer.of(by, answer));
    }

    @GET
    @Path("savings")
    @Operation(
            operationId = "getSavings",
            summary = "What would be saved if files that nobody used for a while went to another tier",
            description =
                    "A file moves only where it costs less a month afterwards, its share of the smallest object, its"
                            + " stub and recalls counted. It is unused by last access where basis says it can be trusted, else by"
                            + " modification.")
    @APIResponse(
            responseCode = "200",
            description = "The parts that save most",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SavingsAnswer.class)),
                @Content(mediaType = TableFormats.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = TableFormats.NDJSON, schema = @Schema(implementation = SavingsPlan.Part.class)),
                @Content(mediaType = TableFormats.PARQUET)
            })
    public Rows savings(
            @QueryParam("to")
                    @Parameter(required = true, description = "The tier they would go to", example = "archive")
                    @Nullable
                    String to,
            @QueryParam("days")
                    @DefaultValue("180")
                    @Parameter(description = "Not used for so many days before the scan")
                    int days,
            @QueryParam("stubBytes")
                    @DefaultValue("4096")
                    @Parameter(description = "What a stub takes on disk, at most a MiB")
                    long stubBytes,
            @QueryParam("recallShare")
                    @DefaultValue("0")
                    @Parameter(description = "How much of it is read back each month, 0 to 1", example = "0.01")
                    String recallShare,
            @QueryParam("by") @DefaultValue("server") @Parameter(description = BY) String by,
            @BeanParam Scope scope,
            @BeanParam Filters filters,
            @QueryParam("limit") @Nullable Integer limit) {
        if (to == null || to.isEmpty()) {
            throw ProblemException.field("to", "must be the name of a tier, such as archive");
        }
        Savings question = new Savings(
                charging.charged(by, filters.folder),
                to,
                Listings.unused(days).and(filters.condition()),
                new Terms(checked(stubBytes), share(recallShare)),
                charging.prices(),
                Limit.check(limit, 100, Exchange.MOST_ON_A_PAGE));
        return exchange.answer(question, scope, answer -> SavingsAnswer.of(by, to, answer));
    }

    private static long checked(long stubBytes) {
        if (stubBytes < 0 || stubBytes > MOST_STUB_BYTES) {
            throw ProblemException.field("stubBytes", "must be from 0 to " + MOST_STUB_BYTES + ", not " + stubBytes);
        }
        return stubBytes;
    }

    private static BigDecimal share(String text) {
        if (!text.matches("0|1|[01]?\\.\\d{1,6}")) {
            throw ProblemException.field(
                    "recallShare", "must be a decimal number from 0 to 1 of at most " + MOST_DIGITS + " places");
        }
        BigDecimal share = new BigDecimal(text);
        if (share.compareTo(BigDecimal.ONE) > 0) {
            throw ProblemException.field("recallShare", "must be at most 1");
        }
        return share;
    }
}
