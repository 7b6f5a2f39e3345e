package io.tidemark.auth.outside;

import io.tidemark.auth.right.GroupName;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which user groups follow from what somebody is in elsewhere.
///
/// @param groups the user group here, by the name there
public record GroupMapping(Map<String, GroupName> groups) {
    public GroupMapping {
        groups = Map.copyOf(groups);
    }

    /// @throws IllegalArgumentException where one of the values is no group's name
    public static GroupMapping of(Map<String, String> names) {
        return new GroupMapping(names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new GroupName(entry.getValue()))));
    }

    /// Those that people from outside are put into and taken out of by this alone.
    Set<GroupName> governed() {
        return Set.copyOf(groups.values());
    }

    Set<GroupName> of(Set<String> there) {
        return groups.entrySet().stream()
                .filter(entry -> there.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
