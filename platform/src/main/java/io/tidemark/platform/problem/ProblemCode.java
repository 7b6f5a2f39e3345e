package io.tidemark.platform.problem;

/// A kind of failure that callers can rely on.
///
/// @param code stable, lower case with dashes; clients switch on it
/// @param status the HTTP status it is answered with, 400 to 599
/// @param title the same short sentence for every occurrence
public record ProblemCode(String code, int status, String title) {
    public static final ProblemCode MALFORMED = new ProblemCode("malformed", 400, "The request cannot be read");
    public static final ProblemCode UNAUTHENTICATED =
            new ProblemCode("unauthenticated", 401, "A valid token is needed");
    public static final ProblemCode FORBIDDEN = new ProblemCode("forbidden", 403, "The caller may not do this");
    public static final ProblemCode NOT_FOUND = new ProblemCode("not-found", 404, "There is nothing at this address");
    public static final ProblemCode CONFLICT =
            new ProblemCode("conflict", 409, "The request contradicts the present state");
    public static final ProblemCode PRECONDITION_FAILED =
            new ProblemCode("precondition-failed", 412, "The resource has changed meanwhile");
    public static final ProblemCode TOO_LARGE = new ProblemCode("too-large", 413, "The request is too large");
    public static final ProblemCode UNSUPPORTED_MEDIA_TYPE =
            new ProblemCode("unsupported-media-type", 415, "The content type is not supported");
    public static final ProblemCode UNPROCESSABLE =
            new ProblemCode("unprocessable", 422, "The request is well-formed but wrong");
    public static final ProblemCode TOO_MANY_REQUESTS = new ProblemCode("too-many-requests", 429, "Too many requests");
    public static final ProblemCode INTERNAL = new ProblemCode("internal-error", 500, "The service failed");
    public static final ProblemCode UNAVAILABLE = new ProblemCode("unavailable", 503, "The service cannot answer now");

    public static final ProblemCode DISK_FULL = new ProblemCode("disk-full", 503, "The service's disk is full");

    public ProblemCode {
        if (!code.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("A problem code is lower case with dashes, not '" + code + "'");
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem has a status from 400 to 599, not " + status);
        }
    }
}
