package io.tidemark.analytics.duplicate;

import io.tidemark.analytics.engine.Row;

/// Files of one name and one size, which may have one content.
///
/// @param copies how many files, each inode once
/// @param servers on how many servers
/// @param reclaimableBytes what they take on disk without the one that takes most; shared extents are
///     not known
public record Candidate(String name, long sizeBytes, long copies, long servers, long reclaimableBytes) {
    static Candidate of(Row row) {
        return new Candidate(
                row.text("name"), row.number("size"), row.number("copies"), row.number("servers"), row.number("spare"));
    }
}
