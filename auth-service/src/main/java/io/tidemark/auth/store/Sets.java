package io.tidemark.auth.store;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// Changes sets that Hibernate watches.
final class Sets {
    private Sets() {}

    /// Only what differs is written.
    static void replace(Set<String> kept, Collection<?> wanted) {
        Set<String> texts = wanted.stream().map(Object::toString).collect(Collectors.toSet());
        kept.retainAll(texts);
        kept.addAll(texts);
    }
}
