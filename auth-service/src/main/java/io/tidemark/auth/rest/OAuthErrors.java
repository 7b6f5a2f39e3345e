package io.tidemark.auth.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.auth.token.Grants;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Gives refusals of the token endpoint the words that OAuth clients know (RFC 6749 section 5.2), beside
/// our own.
public class OAuthErrors {
    private static final Set<String> ENDPOINTS = Set.of("/api/auth/token", "/api/auth/revoke", "/api/auth/introspect");

    @ServerResponseFilter
    public void add(ContainerRequestContext request, ContainerResponseContext answer) {
        if (answer.getEntity() instanceof Problem problem
                && ENDPOINTS.contains(request.getUriInfo().getPath())) {
            answer.setEntity(OAuthProblem.of(problem));
        }
    }

    /// @param error of RFC 6749; clients of ours go by `code`
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record OAuthProblem(
            String type,
            String title,
            int status,
            String code,
            @Nullable String detail,
            List<FieldError> errors,
            String error,
            @JsonProperty("error_description") @Nullable String errorDescription) {
        static OAuthProblem of(Problem problem) {
            return new OAuthProblem(
                    problem.type(),
                    problem.title(),
                    problem.status(),
                    problem.code(),
                    problem.detail(),
                    problem.errors(),
                    error(problem),
                    problem.detail());
        }

        private static String error(Problem problem) {
            if (problem.code().equals(TokenForm.UNSUPPORTED_GRANT_TYPE.code())) {
                return "unsupported_grant_type";
            }
            return switch (problem.status()) {
                case 401 -> problem.code().equals(Grants.INVALID_CLIENT.code()) ? "invalid_client" : "invalid_grant";
                case 403 -> "unauthorized_client";
                case 429, 503 -> "temporarily_unavailable";
                case 500 -> "server_error";
                default -> "invalid_request";
            };
        }
    }
}
