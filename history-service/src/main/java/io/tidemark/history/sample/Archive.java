package io.tidemark.history.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A UTC day's readings in a file of the store. Readings of that day that came later may be in the
/// database too.
///
/// @param file its name in the store
/// @param servers whose readings are in it
public record Archive(
        LocalDate day, String file, long rows, long bytes, String sha256, List<String> servers, Instant madeAt) {
    public Archive {
        servers = List.copyOf(servers);
    }
}
