package io.tidemark.history.rest;

import io.tidemark.history.policy.Fleet;

import java.util.List;

/// What a change would do.
///
/// @param servers how many servers there are
/// @param items those that would change, by name
record Preview(int servers, List<Fleet.ServerChange> items) {

    static Preview of(Fleet before, Fleet after) {
        return new Preview(before.servers().size(), before.changesTo(after));
    }
}
