package io.tidemark.auth.rest;

import io.micrometer.core.annotation.Timed;
import io.quarkus.security.Authenticated;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.rest.RightsAnswers.DecisionAnswer;
import io.tidemark.auth.rest.RightsRequests.Question;
import io.tidemark.auth.right.Decision;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.role.Permission;
import io.tidemark.platform.access.Caller;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import java.time.Instant;

/// Whether users may do something, and why.
@Path("/api/authorize")
public class RightsResource {
    private final RightsAdministration administration;
    private final RightsSteps steps;
    private final Caller caller;

    RightsResource(RightsAdministration administration, RightsSteps steps, Caller caller) {
        this.administration = administration;
        this.steps = steps;
        this.caller = caller;
    }

    @POST
    @Authenticated
    @Timed(
            value = "tidemark.auth.decision",
            description = "How long a decision takes, with the look whether the rights are still the same",
            percentiles = {0.5, 0.99})
    @Operation(
            operationId = "authorize",
            summary = "Tell whether a user may do something, and by which role, group and rule",
            description = "Decides on the rights as they are now; a token may be up to 15 minutes older. People ask "
                    + "about themselves; asking about others needs users:read.")
    @APIResponse(responseCode = "200", description = "The decision, allowed or not, with its reasons")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "It is about somebody else, and the caller may not read users")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "422", description = "There is no such permission")
    public DecisionAnswer authorize(Question question) {
        Rights rights = administration.rights();
        AccountName user = steps.askedAbout(question.user() == null ? caller.subject() : question.user(), rights);
        Permission permission = question.asked();
        Instant now = Instant.now();
        Decision decision = rights.decide(user, permission, question.wanted(), now);
        return DecisionAnswer.of(user.value(), permission.toString(), decision, now);
    }
}
