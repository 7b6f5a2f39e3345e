package io.tidemark.analytics.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import java.net.URI;
import java.util.regex.Pattern;

/// Keeps a folder that is itself named `tree`, `types` or `timeline` apart from the operations of these names: its
/// path ends with a slash, which would be dropped before the path is matched, so a step that means "here"
/// is put behind it.
class TrailingSlash {
    private static final Pattern FOLDER = Pattern.compile("/api/folders/(.*/)?(tree|types|timeline)/");

    @ServerRequestFilter(preMatching = true)
    public void keep(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        if (FOLDER.matcher(path).matches()) {
            request.setRequestUri(
                    uri.resolve(path + "%2E" + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())));
        }
    }
}
