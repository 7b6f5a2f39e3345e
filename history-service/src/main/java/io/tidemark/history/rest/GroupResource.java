package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.group.Edit;
import io.tidemark.history.group.Edited;
import io.tidemark.history.group.Group;
import io.tidemark.history.group.GroupDraft;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.GroupRegister;
import io.tidemark.history.policy.Fleet;
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

/// Named sets of servers.
@Path("/api/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups", description = "Named sets of servers, chosen by tags")
public class GroupResource {

    private static final String EXAMPLE = """
            {"description":"Databases outside of the laboratory","priority":10,
             "selector":{"and":[{"tag":"role","in":["db"]},{"not":{"group":"laboratory"}}]}}""";

    private final GroupRegister register;
    private final Roster roster;
    private final Bodies bodies;
    private final Change change;
    private final Caller caller;
    private final Own own;
    private final InstantSource clock;

    GroupResource(
            GroupRegister register,
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
    @PermissionsAllowed("groups:read")
    @Operation(operationId = "listGroups", summary = "List all groups by name")
    public Page<Group> list() {
        return new Page<>(register.all().within(own.tenancy()).all(), null);
    }

    @GET
    @Path("{group}")
    @PermissionsAllowed("groups:read")
    @Operation(operationId = "getGroup", summary = "Get one group; GET /api/servers?group= lists its servers")
    @APIResponseSchema(Group.class)
    @APIResponse(responseCode = "404", description = "There is no such group")
    public Response get(@PathParam("group") String group, @Context HttpHeaders headers) {
        GroupName name = Names.group(group);
        Group found = register.all().within(own.tenancy()).find(name).orElseThrow(() -> notFound(name));
        return EntityTags.answer(Long.toString(found.version()), headers, () -> found);
    }

    @PUT
    @Path("{group}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("groups:write")
    @Operation(
            operationId = "putGroup",
            summary = "Make or replace a group",
            description = "With `If-Match` only that version is replaced, with `If-None-Match: *` only made anew.")
    @APIResponse(
            responseCode = "200",
            description = "The group, with its version as ETag",
            content = @Content(schema = @Schema(implementation = Group.class)))
    @APIResponse(responseCode = "412", description = "Another version is there")
    @APIResponse(responseCode = "422", description = "A field is wrong, or the group would contain itself")
    public Response put(
            @PathParam("group") String group,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = GroupDraft.class),
                                            examples = @ExampleObject(name = "group", value = EXAMPLE)))
                    InputStream body,
            @Context HttpHeaders headers)
            throws IOException {
        Edited<Group> edited =
                register.put(own.named(Names.group(group)), bodies.json(body, GroupDraft.class), edit(headers));
        change.made(edited.before(), edited.after());
        Group put = edited.after();
        return Response.ok(put).tag(new EntityTag(Long.toString(put.version()))).build();
    }

    @POST
    @Path("{group}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("groups:read")
    @Operation(operationId = "previewGroup", summary = "Show which servers a change of a group would change, and how")
    @APIResponse(
            responseCode = "200",
            description = "The servers that would change; nothing is changed",
            content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(responseCode = "422", description = "A field is wrong, or the group would contain itself")
    public Preview preview(
            @PathParam("group") String group,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = GroupDraft.class),
                                            examples = @ExampleObject(name = "group", value = EXAMPLE)))
                    InputStream body,
            @Context HttpHeaders headers)
            throws IOException {
        GroupName name = own.named(Names.group(group));
        Fleet fleet = roster.fleet().within(own.tenancy());
        Group draft = Group.of(name, bodies.json(body, GroupDraft.class), 0, edit(headers));
        return Preview.of(fleet, fleet.with(fleet.groups().with(draft)));
    }

    @DELETE
    @Path("{group}")
    @PermissionsAllowed("groups:write")
    @Operation(operationId = "removeGroup", summary = "Remove a group that no other group and no policy needs")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such group")
    @APIResponse(responseCode = "409", description = "A group names it, or a policy is attached to it")
    @APIResponse(responseCode = "412", description = "Another version is there")
    public void remove(@PathParam("group") String group, @Context HttpHeaders headers) {
        GroupName name = Names.group(group);
        if (!own.has(name)) {
            throw notFound(name);
        }
        change.made(register.remove(name, edit(headers)), null);
    }

    private static ProblemException notFound(GroupName name) {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no group '" + name + "'");
    }

    private Edit edit(HttpHeaders headers) {
        return new Edit(caller.subject(), clock.instant(), EntityTags.expected(headers));
    }
}
