package io.tidemark.auth.audit;

/// Who changes an account: as the token says.
///
/// @param subject the caller's name
/// @param address the caller's network address
public record Actor(String subject, String address) {}
