package io.tidemark.analytics.proof;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A file that may be a copy of another one: an inode as a snapshot has it.
///
/// @param names all names of it that were found, in the order of paths
/// @param allocatedBytes on disk; the size where nobody knows
/// @param device null where the snapshot does not record it, as `inode` and `changedMicros`
/// @param changedMicros when the inode changed last, microseconds since 1970
/// @param links how many names it has, found or not
/// @param owner the name, or the number where nobody has it
public record Suspect(
        String server,
        List<Name> names,
        long sizeBytes,
        long allocatedBytes,
        @Nullable Long device,
        @Nullable Long inode,
        @Nullable Long changedMicros,
        long links,
        @Nullable String owner) {
    /// What lies on the disk of a file of this size at least, unless it is a stub, sparse or packed.
    private static final int LEAST_PART = 8;

    private static final long SMALL = 1 << 16;
    /// What a filesystem keeps in the inode itself is smaller.
    private static final long INLINE = 4096;

    public Suspect {
        names = List.copyOf(names);
        if (names.isEmpty() || sizeBytes < 1) {
            throw new IllegalArgumentException("a suspect has a name and content");
        }
    }

    /// One name.
    ///
    /// @param directory as the snapshot writes it
    /// @param raw the name's bytes in Base64 where they are not valid UTF-8; null otherwise
    public record Name(
            String directory, String name, @Nullable String raw) {
        @JsonIgnore
        public String path() {
            return directory.endsWith("/") ? directory + name : directory + "/" + name;
        }
    }

    /// The same, with texts of which there are many equal ones taken from those that are there already.
    Suspect sharing(Map<String, String> texts) {
        return new Suspect(
                texts.computeIfAbsent(server, text -> text),
                names.stream()
                        .map(name -> new Name(texts.computeIfAbsent(name.directory, text -> text), name.name, name.raw))
                        .toList(),
                sizeBytes,
                allocatedBytes,
                device,
                inode,
                changedMicros,
                links,
                owner == null ? null : texts.computeIfAbsent(owner, text -> text));
    }

    /// Whether an agent can be told which file is meant.
    @JsonIgnore
    public boolean isRecorded() {
        return device != null && inode != null && changedMicros != null;
    }

    /// Whether so little of it lies on the disk that reading it might bring its content back from elsewhere.
    @JsonIgnore
    public boolean mayBeStub() {
        return allocatedBytes == 0 ? sizeBytes > INLINE : sizeBytes > SMALL && allocatedBytes < sizeBytes / LEAST_PART;
    }

    /// Whose files alone it is compared with; empty where there are no tenants.
    @JsonIgnore
    public String tenant() {
        int at = server.lastIndexOf('@');
        return at < 0 ? "" : server.substring(at + 1);
    }
}
