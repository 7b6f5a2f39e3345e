package io.tidemark.platform.client;

/// Where a client's bearer token comes from.
@FunctionalInterface
public interface TokenSource {
    /// A token that is valid for some while yet.
    ///
    /// @throws ServiceUnavailable where auth-service does not answer
    /// @throws ServiceRefused where it does not accept this identity
    String token();

    /// Forgets the present token: the other side did not accept it.
    default void invalidate() {}
}
