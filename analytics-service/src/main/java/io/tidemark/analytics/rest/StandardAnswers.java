package io.tidemark.analytics.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tidemark.platform.problem.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import java.util.LinkedHashMap;
import java.util.Map;

/// Writes into the contract what every question may be answered with, so that it stands in one place.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class StandardAnswers implements OASFilter {
    private static final Map<String, String> PROBLEMS = new LinkedHashMap<>();

    static {
        PROBLEMS.put("400", "A cursor, a number or the body cannot be read");
        PROBLEMS.put("401", "There is no valid token");
        PROBLEMS.put("403", "The token does not carry files:read, or is bound to another server");
        PROBLEMS.put("404", "A folder or a snapshot that was named is not there");
        PROBLEMS.put("422", "A parameter is out of its bounds");
        PROBLEMS.put("429", "Too many questions of this caller wait; see Retry-After");
        PROBLEMS.put("503", "Too many questions wait, or this one takes too long or too much memory; see Retry-After");
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/")) {
                item.getOperations().values().forEach(StandardAnswers::complete);
            }
        });
    }

    private static void complete(Operation operation) {
        operation
                .getResponses()
                .addAPIResponse(
                        "304",
                        OASFactory.createAPIResponse()
                                .description("Nothing changed since the answer with the entity tag sent along"));
        PROBLEMS.forEach(
                (status, description) -> operation.getResponses().addAPIResponse(status, problem(description)));
    }

    private static APIResponse problem(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
}
