package io.tidemark.auth.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Completes the contract with what is the same everywhere: every refusal is a problem, a body may
/// be unreadable, and the database may be away.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

    private static final String PROBLEM = "Problem";

    private static final Map<String, String> ALWAYS = ordered(Map.of(
            "500", "The service failed",
            "503", "The service cannot answer now; Retry-After says when to come again"));

    /// What must be in a body; the code takes it as absent first, to name every wrong field at
    /// once.
    private static final Map<String, List<String>> REQUIRED = Map.ofEntries(
            Map.entry("NewUser", List.of("name", "password", "roles")),
            Map.entry("PasswordChange", List.of("newPassword")),
            Map.entry("Disabling", List.of("disabled")),
            Map.entry("Approval", List.of("effect")),
            Map.entry("Report", List.of("events")),
            Map.entry("AssignmentBody", List.of("role")),
            Map.entry("AccountRoles", List.of("roles")),
            Map.entry("Question", List.of("permission")),
            Map.entry("ScopeForm", List.of("kind")),
            Map.entry("CodeSetup", List.of("password")),
            Map.entry("FirstCode", List.of("code")),
            Map.entry("CodesOff", List.of("password", "code")),
            Map.entry("KeyBody", List.of("scope", "label")),
            Map.entry("EnrolBody", List.of("token", "server", "key")),
            Map.entry(
                    "AuditEvent",
                    List.of("at", "service", "action", "subject", "client", "reason", "target", "count")));

    private static final String BAD_BODY = "The body is not the JSON that is expected here";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        REQUIRED.forEach((name, fields) ->
                Objects.requireNonNull(schemas.get(name), name).setRequired(fields));
        document.getComponents().addSchema(PROBLEM, problem());
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(ContractFilter::complete));
    }

    /// The document must be the same at every build.
    private static Map<String, String> ordered(Map<String, String> texts) {
        return new TreeMap<>(texts);
    }

    private static void complete(Operation operation) {
        ALWAYS.forEach((status, text) -> add(operation, status, text));
        if (operation.getRequestBody() != null
                && isGenerated(operation.getResponses().getAPIResponse("400"))) {
            operation.getResponses().getAPIResponse("400").setDescription(BAD_BODY);
        }
        if (isGenerated(operation.getResponses().getAPIResponse("403"))) {
            operation.getResponses().removeAPIResponse("403");
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.setContent(problemContent());
            }
        });
    }

    /// Quarkus adds answers of its own where the code names none, also where they cannot come.
    private static boolean isGenerated(@Nullable APIResponse response) {
        return response != null
                && ("Bad Request".equals(response.getDescription()) || "Not Allowed".equals(response.getDescription()));
    }

    private static void add(Operation operation, String status, String text) {
        if (operation.getResponses().getAPIResponse(status) == null) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(text));
        }
    }

    private static Content problemContent() {
        Schema reference = OASFactory.createSchema().ref(PROBLEM);
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json", OASFactory.createMediaType().schema(reference));
    }

    private static Schema problem() {
        Schema text = OASFactory.createSchema().addType(SchemaType.STRING);
        Schema error = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", text)
                .addProperty("message", text);
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457; programs go by the code, or by error of RFC 6749 where they ask for tokens")
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("code", text)
                .addProperty("detail", text)
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
                .addProperty("error", text)
                .addProperty("error_description", text)
                .required(List.of("type", "title", "status", "code"));
    }
}
