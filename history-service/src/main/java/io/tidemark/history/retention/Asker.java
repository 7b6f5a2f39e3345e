package io.tidemark.history.retention;

/// Who wants retention carried out.
///
/// @param client the network address it came from, or a word where it came from no other machine
public record Asker(String subject, String client) {

    /// The service itself, by its schedule.
    public static final Asker SCHEDULE = new Asker("history", "schedule");
}
