package io.tidemark.history.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.policy.EffectivePolicy;
import io.tidemark.history.policy.PolicyKind;
import io.tidemark.history.server.Presence;
import io.tidemark.history.server.ServerList;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.ServerRegister;
import io.tidemark.history.server.TagChange;
import io.tidemark.history.server.Tags;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.audit.Change;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Servers that were ever heard of or named, and what holds for them.
@Path("/api/servers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "servers", description = "Watched hosts")
public class ServerResource {

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 10_000;

    /// @param servers how many the list names
    public record Imported(int servers) {}

    /// What holds for a server, and where each field comes from: `everything`, `group:NAME`,
    /// `server:NAME` or
    /// `default`.
    public record PolicyOfServer(
            ServerName server,
            Map<String, @Nullable Object> scan,
            Map<String, @Nullable Object> sampling,
            Map<String, @Nullable Object> retention,
            Map<String, @Nullable Object> price,
            Map<String, String> sources) {

        static PolicyOfServer of(EffectivePolicy policy) {
            return new PolicyOfServer(
                    policy.server(),
                    policy.values(PolicyKind.SCAN),
                    policy.values(PolicyKind.SAMPLING),
                    policy.values(PolicyKind.RETENTION),
                    policy.values(PolicyKind.PRICE),
                    policy.sources());
        }
    }

    private static final String READ = "servers:read";
    private static final String READ_PART = READ + "-part";

    private final Roster roster;
    private final Sight sight;
    private final ServerRegister register;
    private final EnrolledAgent enrolled;
    private final Bodies bodies;
    private final Change change;
    private final Caller caller;
    private final Own own;
    private final ObjectMapper json;

    ServerResource(
            Roster roster,
            Sight sight,
            ServerRegister register,
            EnrolledAgent enrolled,
            Bodies bodies,
            Change change,
            Caller caller,
            Own own,
            ObjectMapper json) {
        this.roster = roster;
        this.sight = sight;
        this.register = register;
        this.enrolled = enrolled;
        this.bodies = bodies;
        this.change = change;
        this.caller = caller;
        this.own = own;
        this.json = json;
    }

    @GET
    @PermissionsAllowed({READ, READ_PART})
    @Operation(operationId = "listServers", summary = "List servers by name")
    public Page<ServerAnswer> list(
            @Parameter(description = "Only servers of this group") @QueryParam("group") @Nullable String group,
            @Parameter(schema = @Schema(implementation = Presence.class)) @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        ServerName after = cursor == null
                ? null
                : ServerName.ifValid(Cursor.decode(cursor, 1).getFirst()).orElseThrow(Times::brokenCursor);
        Roster.Filter filter = new Roster.Filter(
                sight.servers(READ), group == null ? null : Names.group(group), state == null ? null : presence(state));
        return Page.of(
                roster.page(filter, after, checked + 1),
                checked,
                last -> Cursor.encode(last.name().value()));
    }

    @GET
    @Path("{server}")
    @PermissionsAllowed({READ, READ_PART})
    @Operation(operationId = "getServer", summary = "Get one server")
    @APIResponseSchema(ServerAnswer.class)
    @APIResponse(responseCode = "404", description = "There is no such server")
    public ServerAnswer get(@PathParam("server") String server) {
        ServerName name = Names.server(server);
        if (!sight.sees(READ, name)) {
            throw Names.unknownServer(name);
        }
        return roster.server(name);
    }

    @PUT
    @Path("{server}/tags")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("servers:write")
    @Operation(
            operationId = "putTags",
            summary = "Give a server these tags and no others; one that nothing came from yet may be named too")
    @APIResponse(
            responseCode = "200",
            description = "The server",
            content = @Content(schema = @Schema(implementation = ServerAnswer.class)))
    @APIResponse(
            responseCode = "422",
            description = "A key or value is none; or the name is another tenant's: name-outside-tenant")
    public ServerAnswer tag(
            @PathParam("server") String server,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Tags.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "tags",
                                                            value = "{\"role\":\"db\",\"location\":\"vienna\"}")))
                    InputStream body)
            throws IOException {
        ServerName name = own.named(Names.server(server));
        Tags tags = bodies.json(body, Tags.class);
        change.made(register.replaceTags(name, tags).orElse(null), tags);
        return roster.server(name);
    }

    @POST
    @Path("import")
    @Consumes("text/csv")
    @PermissionsAllowed("servers:write")
    @Operation(
            operationId = "importServers",
            summary = "Add servers and set their tags from a list",
            description = "The first line names the columns: `server`, and one for each tag. An empty cell removes the"
                    + " tag, tags that are no column stay. All lines are taken or none.")
    @APIResponse(
            responseCode = "200",
            description = "The list is taken over",
            content = @Content(schema = @Schema(implementation = Imported.class)))
    @APIResponse(responseCode = "413", description = "More than 8 MiB")
    @APIResponse(responseCode = "422", description = "Lines are wrong; the first 20 are named, nothing was changed")
    public Imported addAll(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = SchemaType.STRING),
                                            examples =
                                                    @ExampleObject(
                                                            name = "list",
                                                            value =
                                                                    "server,role,location\nweb-1,web,vienna\ndb-1,db,\n")))
                    InputStream body)
            throws IOException {
        List<TagChange> changes = ServerList.read(bodies.text(body));
        changes.forEach(change -> own.named(change.server()));
        Map<ServerName, Tags> before = register.changeTags(changes);
        change.made(new TreeMap<>(before), after(before, changes));
        return new Imported(changes.size());
    }

    @GET
    @Path("{server}/policy")
    @PermissionsAllowed("policies:read")
    @Operation(
            operationId = "getPolicyOfServer",
            summary = "Get what holds for a server, field by field from the nearest policy",
            description =
                    "An agent asks for its own with the ETag it has, and gets 304 as long as nothing changed. Tags"
                            + " that its enrolment brought are given to its server with its first question.")
    @APIResponseSchema(PolicyOfServer.class)
    @APIResponse(responseCode = "304", description = "It is the one the caller has")
    @APIResponse(responseCode = "403", description = "The token is bound to another server")
    @APIResponse(responseCode = "404", description = "There is no such server")
    public Response policy(@PathParam("server") String server, @Context HttpHeaders headers)
            throws JsonProcessingException {
        ServerName name = Names.server(server);
        caller.requireServer(name.value());
        if (!own.has(name)) {
            throw Names.unknownServer(name);
        }
        enrolled.admit();
        PolicyOfServer policy =
                PolicyOfServer.of(roster.policy(name, caller.server().isPresent()));
        byte[] body = json.writeValueAsBytes(policy);
        return EntityTags.answer(Sha256.of(body).hex(), headers, () -> body);
    }

    private static Map<ServerName, Tags> after(Map<ServerName, Tags> before, List<TagChange> changes) {
        Map<ServerName, Tags> after = new TreeMap<>();
        changes.forEach(one -> after.put(one.server(), one.applyTo(before.getOrDefault(one.server(), Tags.NONE))));
        return after;
    }

    private static Presence presence(String word) {
        for (Presence presence : Presence.values()) {
            if (presence.name().toLowerCase(Locale.ROOT).equals(word)) {
                return presence;
            }
        }
        throw ProblemException.field("state", "must be reporting, silent or awaited");
    }
}
