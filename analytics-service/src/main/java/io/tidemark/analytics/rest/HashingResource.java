package io.tidemark.analytics.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.analytics.proof.Jobs;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where agents ask for files to hash, and answer.
@Path("/api/analytics/duplicates/work")
@Tag(name = StandardAnswers.JOBS)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HashingResource {
    private static final int LIMIT = 100;
    private static final String SERVER = "The agent's server; a token that is bound to another one is refused";
    private static final String EXAMPLE = """
            {"answers":[{"job":"01937a6e-3f0a-7c11-9c2b-0a1b2c3d4e5f","file":17,"stage":"full","outcome":"hashed",
              "hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
              "exclusiveBytes":1048576,"sharedBytes":0,"unclearBytes":0,"layout":null}]}""";

    private final Jobs jobs;
    private final Caller caller;

    HashingResource(Jobs jobs, Caller caller) {
        this.jobs = jobs;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("hashes:write")
    @Operation(
            operationId = "getHashingWork",
            summary = "What an agent is to hash next: the same again until it is answered")
    public HashingWork work(
            @QueryParam("server") @Parameter(description = SERVER, required = true, example = "web-1") @Nullable
                    String server,
            @QueryParam("limit")
                    @Parameter(description = "How many files at most, up to 500; 100 where absent")
                    @Nullable
                    Integer limit) {
        return new HashingWork(jobs.work(own(server), Limit.check(limit, LIMIT, Jobs.MOST_ANSWERS)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("hashes:write")
    @Operation(
            operationId = "answerHashingWork",
            summary = "What an agent found; said again, or of a job that has ended, it changes nothing",
            description = "At most 500 answers. Where one is wrong, or about a file of another server, none is taken.")
    @APIResponse(responseCode = "204", description = "Taken, and on disk")
    public void answer(
            @QueryParam("server") @Parameter(description = SERVER, required = true, example = "web-1") @Nullable
                    String server,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = HashingAnswers.class),
                                            examples = @ExampleObject(name = "one file", value = EXAMPLE)))
                    @Nullable
                    HashingAnswers said) {
        jobs.answer(own(server), said == null ? List.of() : said.answers());
    }

    private String own(@Nullable String server) {
        if (server == null || server.isEmpty()) {
            throw ProblemException.field("server", "must name the agent's server");
        }
        caller.requireServer(server);
        return server;
    }
}
