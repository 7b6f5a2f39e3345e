package io.tidemark.platform.contract;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Completes a contract with what is the same everywhere: every refusal is a problem, wrong parameters
/// are refused,
/// and what a service depends on may be away. A service calls it from its own `OASFilter`, which says
/// what is special.
public final class SharedContract {

    private static final String PROBLEM = "Problem";

    private static final Map<String, String> ALWAYS = ordered(Map.of(
            "500", "The service failed",
            "503", "The service cannot answer now; Retry-After says when to come again"));

    private static final Map<String, String> WITH_PARAMETERS =
            ordered(Map.of("400", "The cursor is none of this list's", "422", "A parameter is wrong"));

    private SharedContract() {}

    /// Adds to the document; what it says already stays.
    public static void complete(OpenAPI document) {
        document.getComponents().addSchema(PROBLEM, problem());
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(SharedContract::complete));
    }

    /// The document must be the same at every build.
    private static Map<String, String> ordered(Map<String, String> texts) {
        return new TreeMap<>(texts);
    }

    private static void complete(Operation operation) {
        ALWAYS.forEach((status, text) -> add(operation, status, text));
        if (hasQueryParameters(operation)) {
            WITH_PARAMETERS.forEach((status, text) -> add(operation, status, text));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.setContent(problemContent());
            }
        });
    }

    private static boolean hasQueryParameters(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == In.QUERY);
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
                .description("RFC 9457; programs go by the code")
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("code", text)
                .addProperty("detail", text)
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
                .required(List.of("type", "title", "status", "code"));
    }
}
