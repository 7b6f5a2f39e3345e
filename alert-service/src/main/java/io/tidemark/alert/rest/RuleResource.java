package io.tidemark.alert.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.alert.evaluation.EvaluationQueue;
import io.tidemark.alert.evaluation.Occasion;
import io.tidemark.alert.rule.ExpectedVersion;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.RuleDraft;
import io.tidemark.alert.rule.RuleId;
import io.tidemark.alert.rule.RuleStore;
import io.tidemark.alert.rule.RuleStore.Written;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/// Rules. Every change is evaluated at once.
@Path("/api/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
@APIResponse(responseCode = "503", description = "The database does not answer")
public class RuleResource {

    private static final String EXAMPLE = """
            {"id":"logs-nearly-full","name":"Log volumes nearly full","measure":"free-bytes","threshold":10737418240,
            "clearThreshold":16106127360,"severity":"critical","holdFor":"PT5M","server":"web-*","volume":"/var/log"}""";

    private final RuleStore rules;
    private final EvaluationQueue evaluations;
    private final Change change;
    private final Caller caller;

    RuleResource(RuleStore rules, EvaluationQueue evaluations, Change change, Caller caller) {
        this.rules = rules;
        this.evaluations = evaluations;
        this.change = change;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("rules:read")
    @Operation(operationId = "listRules", summary = "List rules in the order of their ids")
    @APIResponse(responseCode = "200", description = "A page of rules")
    @APIResponse(responseCode = "400", description = "The cursor is none this list gave out")
    @APIResponse(responseCode = "422", description = "The limit is wrong")
    public Uni<Page<RuleView>> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        var after = cursor == null ? null : known(Cursor.decode(cursor, 1).getFirst());
        return Uni.createFrom()
                .completionStage(() -> rules.list(after, size + 1))
                .map(found -> Page.of(
                                found, size, last -> Cursor.encode(last.id().text()))
                        .map(RuleView::of));
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("rules:read")
    @Operation(operationId = "getRule", summary = "Read one rule", description = "`ETag` is its version.")
    @APIResponse(responseCode = "200", description = "The rule")
    @APIResponse(responseCode = "404", description = "There is no such rule")
    public Uni<RestResponse<RuleView>> get(@PathParam("id") String id) {
        return Uni.createFrom()
                .completionStage(() -> rules.find(known(id)))
                .map(found ->
                        answer(Status.OK, found.orElseThrow(() -> missing(id))).build());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("rules:write")
    @Operation(
            operationId = "createRule",
            summary = "Create a rule",
            description = "The caller may choose the id; sending the same rule with it again changes nothing.")
    @APIResponse(responseCode = "201", description = "The rule is there")
    @APIResponse(responseCode = "409", description = "Another rule has this id")
    @APIResponse(responseCode = "422", description = "Fields are wrong; all of them are listed")
    public Uni<RestResponse<RuleView>> create(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "rule", value = EXAMPLE)))
                    RuleDraft draft) {
        var occasion = Occasion.of(caller.tenancy());
        var rule = draft.toRule(draft.ruleId(caller.tenancy())).withVersion(1);
        return Uni.createFrom()
                .completionStage(() -> rules.add(rule))
                .invoke(added -> requireSame(rule, added.rule()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(added ->
                        change.made(added.isNew() ? null : RuleView.of(added.rule()), RuleView.of(added.rule())))
                .map(added -> created(added.rule()))
                .invoke(() -> evaluations.request(occasion));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("rules:write")
    @Operation(
            operationId = "replaceRule",
            summary = "Change a rule",
            description = "Say which version you have read, by `If-Match` or by `version`; `If-Match: *` takes any.")
    @APIResponse(responseCode = "200", description = "The rule as it is now")
    @APIResponse(responseCode = "404", description = "There is no such rule")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the rule meanwhile")
    @APIResponse(responseCode = "422", description = "Fields are wrong; all of them are listed")
    public Uni<RestResponse<RuleView>> replace(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "rule", value = EXAMPLE)))
                    RuleDraft draft) {
        var occasion = Occasion.of(caller.tenancy());
        var rule = draft.toRule(known(id));
        var expected = ExpectedVersion.of(ifMatch, draft.version());
        return Uni.createFrom()
                .completionStage(() -> rules.replace(rule, expected))
                .map(written -> done(id, written))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(done -> change.made(RuleView.of(done.before()), RuleView.of(done.rule())))
                .map(done -> answer(Status.OK, done.rule()).build())
                .invoke(() -> evaluations.request(occasion));
    }

    @DELETE
    @Path("{id}")
    @PermissionsAllowed("rules:write")
    @Operation(
            operationId = "deleteRule",
            summary = "Remove a rule",
            description = "What it raised is resolved with the reason `rule-removed`.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such rule")
    @APIResponse(responseCode = "412", description = "Somebody else has changed the rule meanwhile")
    public Uni<Void> remove(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var occasion = Occasion.of(caller.tenancy());
        var expected = ExpectedVersion.ofHeader(ifMatch);
        return Uni.createFrom()
                .completionStage(() -> rules.remove(known(id), expected))
                .map(written -> done(id, written))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(done -> change.made(RuleView.of(done.before()), null))
                .invoke(() -> evaluations.request(occasion))
                .replaceWithVoid();
    }

    private static void requireSame(Rule asked, Rule stored) {
        if (!stored.asksTheSameAs(asked)) {
            throw new ProblemException(ProblemCode.CONFLICT, "Another rule has the id " + stored.id());
        }
    }

    private static RestResponse<RuleView> created(Rule stored) {
        return answer(Status.CREATED, stored)
                .location(URI.create("/api/rules/" + stored.id()))
                .build();
    }

    private static Written.Done done(String id, Written written) {
        return switch (written) {
            case Written.Done done -> done;
            case Written.Missing() -> throw missing(id);
            case Written.Outdated(long current) ->
                throw new ProblemException(
                        ProblemCode.PRECONDITION_FAILED, "The rule has changed: its version is now " + current);
        };
    }

    private static ResponseBuilder<RuleView> answer(Status status, Rule rule) {
        return ResponseBuilder.create(status, RuleView.of(rule)).tag(new EntityTag(Long.toString(rule.version())));
    }

    /// A text that cannot be an id is the id of no rule, and so is another tenant's.
    private RuleId known(String id) {
        return RuleId.parse(id)
                .filter(one -> caller.tenancy().contains(one.text()))
                .orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no rule " + id);
    }
}
