package io.tidemark.history.offline;

import io.tidemark.history.difference.Description;
import io.tidemark.history.difference.Differences;
import io.tidemark.history.offline.Ledger.Entry;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Difference;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.StoredName;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the tables of a snapshot are kept.
///
/// @param parts as readers get them
/// @param described null where they are kept as they were sealed
record Form(List<Part> parts, @Nullable Described described) {

    /// What describes a difference.
    ///
    /// @param description empty where it cannot be read
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Described(Optional<Description> description, byte[] content) {}

    /// For the record; what retention took takes nothing.
    @Nullable
    Difference difference(Detail detail) {
        if (described == null || described.description().isEmpty()) {
            return null;
        }
        Description description = described.description().get();
        Difference all = Differences.difference(description.baseLocation().id(), description, described.content());
        long entries = detail == Detail.FULL ? all.entriesBytes() : 0;
        return new Difference(all.base(), all.description(), entries, all.directoriesBytes());
    }

    @Nullable
    Sha256 digest() {
        return described == null ? null : Sha256.of(described.content());
    }

    /// The names of its files.
    List<StoredName> names() {
        List<StoredName> names = new ArrayList<>();
        for (Part part : parts) {
            names.add(described == null ? StoredName.of(part.file()) : StoredName.ofDifference(part.file()));
        }
        if (described != null) {
            names.add(StoredName.DIFFERENCE);
        }
        return names;
    }

    /// Whether the record has these parts; another version may rebuild them in other bytes.
    boolean isOf(Entry entry) {
        return entry.parts().size() == parts.size() && parts.stream().allMatch(part -> isOf(entry, part));
    }

    private boolean isOf(Entry entry, Part part) {
        Part registered = entry.parts().get(part.file().value());
        return registered != null
                && (part.equals(registered)
                        || ((described != null || entry.underWay()) && part.rows() == registered.rows()));
    }
}
