package io.tidemark.scan.identity;

/// How an agent stands with auth-service.
public enum Standing {
    /// It was given a secret or a cluster's token, and never enrols.
    GIVEN,
    /// Nobody has said yet: auth-service did not answer since the start, or what is kept cannot be read.
    UNKNOWN,
    /// It has no key for this server, and no token to enrol with.
    MISSING,
    /// Neither its key nor its token is accepted.
    REFUSED,
    /// Its key was accepted when it was asked about last.
    ENROLLED
}
