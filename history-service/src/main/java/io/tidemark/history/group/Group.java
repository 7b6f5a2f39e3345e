package io.tidemark.history.group;

import java.time.Instant;
import java.util.Comparator;

/// A named set of servers.
///
/// @param version 1 for the first, one more with every change
public record Group(
        GroupName name,
        String description,
        int priority,
        Selector selector,
        long version,
        Instant changedAt,
        String changedBy) {

    /// The higher priority first, then by name: of several groups the first has the last word.
    public static final Comparator<Group> NEAREST_FIRST =
            Comparator.comparingInt(Group::priority).reversed().thenComparing(Group::name);

    public static Group of(GroupName name, GroupDraft draft, long version, Edit edit) {
        return new Group(name, draft.description(), draft.priority(), draft.selector(), version, edit.at(), edit.by());
    }
}
