package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.group.Edit;
import io.tidemark.history.group.Edited;
import io.tidemark.history.policy.Fleet;
import io.tidemark.history.policy.Policies;
import io.tidemark.history.policy.Policy;
import io.tidemark.history.policy.PolicyDocument;
import io.tidemark.history.policy.PolicyKind;
import io.tidemark.history.policy.PolicyRegister;
import io.tidemark.history.policy.Target;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;

/// What is scanned, sampled and kept.
@Path("/api/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies", description = "What is scanned, sampled and kept, for everything, a group or a server")
public class PolicyResource {

    private static final String EXAMPLE = """
            {"cpuShare":0.1,"hours":["22:00-06:00"],"zone":"Europe/Vienna",
             "roots":[{"path":"/home","schedule":"0 2 * * *","zone":"Europe/Vienna","jitter":"PT30M"}]}""";

    private final PolicyRegister register;
    private final Roster roster;
    private final Bodies bodies;
    private final Change change;
    private final Caller caller;
    private final Own own;
    private final InstantSource clock;

    PolicyResource(
            PolicyRegister register,
            Roster roster,
            Bodies bodies,
            Change change,
            Caller caller,
            Own own,
            InstantSource clock) {
        this.register = register;
        this.roster = roster;
        this.bodies = bodies;
        this.change = change;
        this.caller = caller;
        this.own = own;
        this.clock = clock;
    }

    @GET
    @PermissionsAllowed("policies:read")
    @Operation(operationId = "listPolicies", summary = "List the policies that hold now, by kind and target")
    public Page<PolicyAnswer> list() {
        return page(seen(register.current()));
    }

    @GET
    @Path("{kind}/{target}")
    @PermissionsAllowed("policies:read")
    @Operation(operationId = "getPolicy", summary = "Get what is attached to a target")
    @APIResponseSchema(PolicyAnswer.class)
    @APIResponse(responseCode = "404", description = "Nothing is attached to it")
    @APIResponse(responseCode = "422", description = "There is no such kind or target")
    public Response get(
            @PathParam("kind") String kind, @PathParam("target") String target, @Context HttpHeaders headers) {
        PolicyKind ofKind = Names.kind(kind);
        Target of = Names.target(target);
        Policy policy = known(ofKind, of).stream()
                .findFirst()
                .filter(newest -> newest.document() != null)
                .orElseThrow(() -> notFound(ofKind, of));
        return EntityTags.answer(Long.toString(policy.version()), headers, () -> PolicyAnswer.of(policy));
    }

    @GET
    @Path("{kind}/{target}/versions")
    @PermissionsAllowed("policies:read")
    @Operation(operationId = "listPolicyVersions", summary = "List all versions, newest first: who changed what when")
    @APIResponse(responseCode = "422", description = "There is no such kind or target")
    public Page<PolicyAnswer> versions(@PathParam("kind") String kind, @PathParam("target") String target) {
        return page(known(Names.kind(kind), Names.target(target)));
    }

    @PUT
    @Path("{kind}/{target}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("policies:write")
    @Operation(
            operationId = "putPolicy",
            summary = "Attach a policy to a target, in place of the one before",
            description =
                    "Any subset of the kind's fields; the README lists them. What is not said is taken from the next"
                            + " nearer policy. With `If-Match` only that version is replaced, with `If-None-Match: *` only"
                            + " made anew.")
    @APIResponse(
            responseCode = "200",
            description = "The policy, with its version as ETag",
            content = @Content(schema = @Schema(implementation = PolicyAnswer.class)))
    @APIResponse(responseCode = "412", description = "Another version holds")
    @APIResponse(responseCode = "422", description = "Fields are wrong, each is named; or there is no such target")
    public Response put(
            @PathParam("kind") String kind,
            @PathParam("target") String target,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "scan", value = EXAMPLE)))
                    InputStream body,
            @Context HttpHeaders headers)
            throws IOException {
        PolicyDocument document = PolicyDocument.read(Names.kind(kind), bodies.object(body));
        Edited<Policy> edited = register.put(own.named(Names.target(target)), document, edit(headers));
        Policy put = edited.after();
        PolicyAnswer answer = PolicyAnswer.of(put);
        change.made(edited.before() == null ? null : PolicyAnswer.of(edited.before()), answer);
        return Response.ok(answer)
                .tag(new EntityTag(Long.toString(put.version())))
                .build();
    }

    @POST
    @Path("{kind}/{target}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("policies:read")
    @Operation(operationId = "previewPolicy", summary = "Show which servers a policy would change, and how")
    @APIResponse(
            responseCode = "200",
            description = "The servers that would change; nothing is changed",
            content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(responseCode = "422", description = "Fields are wrong, each is named")
    public Preview preview(
            @PathParam("kind") String kind,
            @PathParam("target") String target,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "scan", value = EXAMPLE)))
                    InputStream body,
            @Context HttpHeaders headers)
            throws IOException {
        PolicyDocument document = PolicyDocument.read(Names.kind(kind), bodies.object(body));
        Edit edit = edit(headers);
        Fleet fleet = roster.fleet().within(own.tenancy());
        Policies changed = fleet.policies()
                .with(new Policy(document.kind(), own.named(Names.target(target)), 0, document, edit.at(), edit.by()));
        return Preview.of(fleet, fleet.with(changed));
    }

    @DELETE
    @Path("{kind}/{target}")
    @PermissionsAllowed("policies:write")
    @Operation(operationId = "removePolicy", summary = "Take a policy away; its versions stay on record")
    @APIResponse(responseCode = "204", description = "It holds no longer")
    @APIResponse(responseCode = "404", description = "Nothing is attached to it")
    @APIResponse(responseCode = "412", description = "Another version holds")
    @APIResponse(responseCode = "422", description = "There is no such kind or target")
    public void remove(
            @PathParam("kind") String kind, @PathParam("target") String target, @Context HttpHeaders headers) {
        PolicyKind ofKind = Names.kind(kind);
        Target of = Names.target(target);
        if (!own.has(of)) {
            throw notFound(ofKind, of);
        }
        change.made(PolicyAnswer.of(register.remove(ofKind, of, edit(headers))), null);
    }

    /// All versions, newest first; what is another tenant's is not looked for.
    private List<Policy> known(PolicyKind kind, Target target) {
        return own.has(target) ? register.versions(kind, target) : List.of();
    }

    private List<Policy> seen(List<Policy> policies) {
        return policies.stream().filter(policy -> own.has(policy.target())).toList();
    }

    private static ProblemException notFound(PolicyKind kind, Target target) {
        return new ProblemException(
                ProblemCode.NOT_FOUND, "There is no " + kind.word() + " policy for " + target.text());
    }

    private Edit edit(HttpHeaders headers) {
        return new Edit(caller.subject(), clock.instant(), EntityTags.expected(headers));
    }

    private static Page<PolicyAnswer> page(List<Policy> policies) {
        return new Page<>(policies.stream().map(PolicyAnswer::of).toList(), null);
    }
}
