package io.tidemark.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;

/// The one place where exceptions become answers. Nothing internal leaves it: unknown failures are logged under an id
/// and
/// the caller gets the id alone.
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(5);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return answer(e);
    }

    /// Covers its subclasses too: JSON that is well-formed but does not fit the type asked for.
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e) {
        return answer(unreadable(e));
    }

    /// A record that refused its values is wrong (422); text that is no JSON is malformed (400).
    @ServerExceptionMapper
    public Response json(JsonProcessingException e) {
        return answer(unreadable(e));
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return answer(unreadable(json));
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        return answer(new ProblemException(codeOf(status), sentence(e, status)));
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException e) {
        return unauthenticated("This needs a bearer token; get one from POST /api/auth/token");
    }

    /// An invalid token is 401; keys that cannot be fetched are our trouble, not the caller's: 503.
    @ServerExceptionMapper
    public Response authenticationFailed(AuthenticationFailedException e) {
        if (hasCause(e, IOException.class)) {
            return answer(new ProblemException(
                    ProblemCode.UNAVAILABLE, "Tokens cannot be checked now: the keys of auth-service cannot be read"));
        }
        return unauthenticated("The token is expired, not meant for this system, or not signed by its auth-service");
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return answer(
                new ProblemException(ProblemCode.FORBIDDEN, "The token does not carry the permission this needs"));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        if (hasCause(e, ConnectException.class)) {
            LOG.warnf("code=%s cause=%s", ProblemCode.UNAVAILABLE.code(), rootMessage(e));
            return answer(new ProblemException(
                    ProblemCode.UNAVAILABLE, "Something this service depends on does not answer; see /health/ready"));
        }
        if (isDiskFull(e)) {
            LOG.errorf("code=%s cause=%s", ProblemCode.DISK_FULL.code(), rootMessage(e));
            return answer(new ProblemException(
                    ProblemCode.DISK_FULL,
                    "This service cannot write until there is room again; what it kept before is safe"));
        }
        UUID id = UUID.randomUUID();
        LOG.errorf(e, "code=%s failure=%s", ProblemCode.INTERNAL.code(), id);
        return answer(
                new ProblemException(ProblemCode.INTERNAL, "Unexpected failure " + id + "; the log has it by this id"));
    }

    private static Response unauthenticated(String detail) {
        return Response.fromResponse(answer(new ProblemException(ProblemCode.UNAUTHENTICATED, detail)))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response answer(ProblemException e) {
        Response.ResponseBuilder answer =
                Response.status(e.code().status()).type(Problem.MEDIA_TYPE).entity(Problem.of(e));
        int status = e.code().status();
        if (status == 503 || status == 429) {
            Duration wait = e.retryAfter() == null ? DEFAULT_RETRY : e.retryAfter();
            answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()));
        }
        return answer.build();
    }

    private static ProblemException unreadable(JsonProcessingException e) {
        if (e.getCause() instanceof ProblemException problem) {
            return problem;
        }
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return ProblemException.field(path(e), String.valueOf(e.getCause().getMessage()));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return ProblemException.field(
                    path(e), e.getOriginalMessage().replaceAll("\\(class [^)]*\\)|`[\\w.$]*\\.", ""));
        }
        return new ProblemException(ProblemCode.MALFORMED, "The body is not the JSON that is expected here");
    }

    private static String path(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "body";
        }
        return mapping.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static ProblemCode codeOf(int status) {
        return switch (status) {
            case 400 -> ProblemCode.MALFORMED;
            case 401 -> ProblemCode.UNAUTHENTICATED;
            case 403 -> ProblemCode.FORBIDDEN;
            case 404 -> ProblemCode.NOT_FOUND;
            case 409 -> ProblemCode.CONFLICT;
            case 412 -> ProblemCode.PRECONDITION_FAILED;
            case 413 -> ProblemCode.TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 422 -> ProblemCode.UNPROCESSABLE;
            case 429 -> ProblemCode.TOO_MANY_REQUESTS;
            case 503 -> ProblemCode.UNAVAILABLE;
            case 405 -> new ProblemCode("method-not-allowed", 405, "This address does not take this method");
            case 406 -> new ProblemCode("not-acceptable", 406, "None of the accepted content types is offered");
            default ->
                status < 500 ? new ProblemCode("refused", status, "The request was refused") : ProblemCode.INTERNAL;
        };
    }

    private static String sentence(WebApplicationException e, int status) {
        String message = e.getMessage();
        return status >= 500 || message == null ? codeOf(status).title() : message;
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        @Nullable Throwable cause = e;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /// Java has no type of its own for ENOSPC; the C library's words are the only sign.
    private static boolean isDiskFull(Throwable e) {
        return hasCause(e, IOException.class) && rootMessage(e).contains("No space left on device");
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
