package io.tidemark.analytics.rest;

import io.tidemark.analytics.source.Roster;
import io.tidemark.analytics.source.Server;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemException;
import jakarta.inject.Singleton;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is said of servers now: their nearest group, or one of their tags.
@Singleton
class Labels {
    private static final String GROUP = "group";
    private static final String TAG = "tag:";

    private final Roster roster;
    private final Caller caller;

    Labels(Roster roster, Caller caller) {
        this.roster = roster;
        this.caller = caller;
    }

    static boolean isTag(String of) {
        return of.startsWith(TAG);
    }

    /// Reads what servers are grouped by.
    ///
    /// @param field where it was written
    /// @param of `group`, or `tag:` and a key; servers without are not in the answer
    Map<String, String> by(String field, String of) {
        if (isTag(of) && of.length() > TAG.length()) {
            return tags(of.substring(TAG.length()));
        }
        if (of.equals(GROUP)) {
            return nearestGroups();
        }
        throw ProblemException.field(field, "must be group or a tag such as tag:department, not '" + of + "'");
    }

    private Map<String, String> tags(String key) {
        Map<String, String> values = new HashMap<>();
        for (Server server : roster.servers(caller.tenancy())) {
            String value = server.tags().get(key);
            if (value != null) {
                values.put(server.name(), value);
            }
        }
        return values;
    }

    Map<String, String> nearestGroups() {
        Map<String, String> nearest = new HashMap<>();
        for (Server server : roster.servers(caller.tenancy())) {
            List<String> groups = server.groups();
            if (!groups.isEmpty()) {
                nearest.put(server.name(), groups.getFirst());
            }
        }
        return nearest;
    }
}
