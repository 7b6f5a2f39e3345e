package io.tidemark.analytics.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.analytics.folder.Child;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What stands in a folder.
@Schema(name = "Child")
public record ChildItem(
        String server,
        String path,
        String name,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The name's bytes in Base64 where they are not valid UTF-8", format = "byte")
        @Nullable
        String rawName,

        @Schema(examples = "directory") String type,

        @Schema(description = "Of a directory: of everything below it")
        long sizeBytes,

        long allocatedBytes,
        long files,
        long directories,

        @Schema(description = "False for a further name of an inode that is counted under another name")
        boolean counted,

        @Nullable String owner,
        @Nullable Instant modified,

        @Schema(description = "Why a directory could not be read") @Nullable
        String error) {

    static ChildItem of(String folder, Child child) {
        return new ChildItem(
                child.server(),
                folder.endsWith("/") ? folder + child.name() : folder + "/" + child.name(),
                child.name(),
                child.rawName(),
                child.type(),
                child.sizeBytes(),
                child.allocatedBytes(),
                child.files(),
                child.directories(),
                child.counted(),
                child.owner(),
                child.modified(),
                child.error());
    }
}
