package io.tidemark.analytics.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.analytics.search.Found;
import io.tidemark.analytics.usage.HeavyFile;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A file or folder somewhere.
@Schema(name = "File")
public record FileItem(
        String server,
        String path,
        String directory,
        String name,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The name's bytes in Base64 where they are not valid UTF-8", format = "byte")
        @Nullable
        String rawName,

        @Schema(examples = "file") String type,
        long sizeBytes,
        long allocatedBytes,
        @Nullable String owner,
        @Nullable Instant modified) {

    static FileItem of(Found found) {
        return new FileItem(
                found.server(),
                found.path(),
                found.directory(),
                found.name(),
                found.rawName(),
                found.type(),
                found.sizeBytes(),
                found.allocatedBytes(),
                found.owner(),
                found.modified());
    }

    static FileItem of(HeavyFile file) {
        return new FileItem(
                file.server(),
                file.path(),
                file.directory(),
                file.name(),
                file.rawName(),
                "file",
                file.sizeBytes(),
                file.allocatedBytes(),
                file.owner(),
                file.modified());
    }
}
