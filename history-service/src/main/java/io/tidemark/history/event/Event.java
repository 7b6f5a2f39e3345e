package io.tidemark.history.event;

import java.time.Instant;

/// Something that happened.
///
/// @param id its place in the log, as who reads it sees the log; later events have higher ids
/// @param subject what it happened to
/// @param data JSON
public record Event(long id, EventType type, String subject, Instant at, String data) {}
