package io.tidemark.history.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.history.server.Admissions;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.Tags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import org.eclipse.microprofile.jwt.JsonWebToken;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the token of an agent that enrolled says of its server: `enrolment` and `tags`, both signed by auth-service.
@RequestScoped
public class EnrolledAgent {

    private final SecurityIdentity identity;
    private final Admissions admissions;

    EnrolledAgent(SecurityIdentity identity, Admissions admissions) {
        this.identity = identity;
        this.admissions = admissions;
    }

    /// Gives the caller's server its tags where the caller is such an agent.
    void admit() {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            Optional<String> server = token.claim("server").map(Object::toString);
            Optional<String> enrolment = token.claim("enrolment").map(Object::toString);
            Optional<Map<?, ?>> tags =
                    token.claim("tags").filter(Map.class::isInstance).map(claim -> (Map<?, ?>) claim);
            if (server.isPresent() && enrolment.isPresent() && tags.isPresent()) {
                admissions.admit(new ServerName(server.get()), enrolment.get(), tags(tags.get()));
            }
        }
    }

    private static Tags tags(Map<?, ?> claim) {
        return new Tags(claim.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> text(entry.getValue()))));
    }

    private static String text(Object value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
