package io.tidemark.scan.job;

import java.nio.file.Path;

/// How this agent runs scans.
///
/// @param server the name of this server
/// @param state where jobs, unfinished and undelivered snapshots are kept
/// @param queued scans that may wait
/// @param remembered finished jobs that stay visible
public record ScanSettings(String server, Path state, int queued, int remembered) {

    public ScanSettings {
        if (!server.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,252}(@[a-z][a-z0-9-]{0,30})?")) {
            throw new IllegalArgumentException(
                    "scan.server must be a host name (letters, digits, dots, dashes), with @ and its tenant where that is not default, not '"
                            + server + "'");
        }
        if (queued < 1 || remembered < 1) {
            throw new IllegalArgumentException("scan.queue and scan.remember must be at least 1");
        }
    }
}
