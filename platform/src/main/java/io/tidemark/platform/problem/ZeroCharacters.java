package io.tidemark.platform.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/// Refuses addresses with a zero character: no name has one, and PostgreSQL text cannot hold it.
public class ZeroCharacters {
    @ServerRequestFilter(preMatching = true)
    public void refuse(ContainerRequestContext request) {
        URI address = request.getUriInfo().getRequestUri();
        if (has(address.getRawPath()) || has(address.getRawQuery())) {
            throw new ProblemException(ProblemCode.MALFORMED, "The address has a zero character (%00)");
        }
    }

    private static boolean has(@Nullable String part) {
        return part != null && part.contains("%00");
    }
}
