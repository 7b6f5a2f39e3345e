package io.tidemark.auth.audit;

import java.time.Instant;

/// An event as the log keeps it.
///
/// @param sequence its place, from 1 without gaps
/// @param recordedAt when it was written (microseconds)
/// @param previous the hash of the row before it, lower case hex
/// @param hash over `previous` and everything else here, lower case hex
public record AuditRow(long sequence, Instant recordedAt, AuditEvent event, String previous, String hash) {}
