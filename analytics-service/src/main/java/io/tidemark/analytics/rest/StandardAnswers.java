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

    /// What compares contents is no question: its answers have no entity tags, and need other permissions.
    static final String JOBS = "duplicate jobs";

    private static final Map<String, String> PROBLEMS_OF_JOBS = new LinkedHashMap<>();

    static {
        PROBLEMS_OF_JOBS.put("400", "A cursor, a number or the body cannot be read");
        PROBLEMS_OF_JOBS.put("401", "There is no valid token");
        PROBLEMS_OF_JOBS.put("403", "The token does not permit this, or is bound to another server");
        PROBLEMS_OF_JOBS.put("422", "A parameter, or something in the body, is wrong");
        PROBLEMS_OF_JOBS.put("503", "It cannot be done or kept now; see Retry-After");
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
        if (operation.getTags() != null && operation.getTags().contains(JOBS)) {
            PROBLEMS_OF_JOBS.forEach((status, description) -> add(operation, status, problem(description)));
            return;
        }
        add(
                operation,
                "304",
                OASFactory.createAPIResponse()
                        .description("Nothing changed since the answer with the entity tag sent along"));
        PROBLEMS.forEach((status, description) -> add(operation, status, problem(description)));
    }

    private static void add(Operation operation, String status, APIResponse answer) {
        operation.getResponses().addAPIResponse(status, answer);
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
