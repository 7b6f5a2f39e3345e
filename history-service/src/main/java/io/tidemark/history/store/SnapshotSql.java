package io.tidemark.history.store;

import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// The statements that list snapshots. Conditions stand in them only where something is asked for, so that each is
/// planned by the index that fits it.
///
/// @param values of the parameters in `text`
record SnapshotSql(String text, Map<String, Object> values) {

    SnapshotSql {
        values = Map.copyOf(values);
    }

    /// Newest first.
    static SnapshotSql page(Filter filter, @Nullable Place after, int limit) {
        Conditions conditions = new Conditions().servers(filter).times(filter);
        if (after != null) {
            conditions.add("(s.started_at, s.id) < (:startedAt, :id)");
            conditions.put("startedAt", after.startedAt());
            conditions.put("id", after.id().value());
        }
        String text = "select s.* from snapshot s where true" + conditions
                + " order by s.started_at desc, s.id desc limit " + limit;
        return new SnapshotSql(text, conditions.values);
    }

    /// For each server and root one probe of the index `snapshot_newest_by_root`. What is damaged, or of which
    /// retention took something, is passed over.
    static SnapshotSql latest(Filter filter) {
        Conditions which = new Conditions().servers(filter);
        Conditions when = new Conditions().times(filter);
        String text = """
                with recursive roots as (
                    (select s.server, s.root from snapshot s where true%1$s order by s.server, s.root limit 1)
                    union all
                    select next.server, next.root from roots r cross join lateral (
                        select s.server, s.root from snapshot s where (s.server, s.root) > (r.server, r.root)%1$s
                        order by s.server, s.root limit 1) next
                )
                select newest.* from roots r cross join lateral (
                    select * from snapshot s where s.server = r.server and s.root = r.root
                        and s.detail = 'full' and s.damaged_at is null%2$s
                    order by s.started_at desc, s.id desc limit 1) newest
                order by newest.server, newest.root
                """.formatted(which, when);
        Map<String, Object> values = new HashMap<>(which.values);
        values.putAll(when.values);
        return new SnapshotSql(text, values);
    }

    Mutiny.SelectionQuery<SnapshotEntity> on(Mutiny.Session session) {
        Mutiny.SelectionQuery<SnapshotEntity> query = session.createNativeQuery(text, SnapshotEntity.class);
        values.forEach(query::setParameter);
        return query;
    }

    /// What is asked of the rows of `snapshot s`. No server's name has a slash.
    private static final class Conditions {

        private final StringBuilder text = new StringBuilder();
        private final Map<String, Object> values = new HashMap<>();

        Conditions servers(Filter filter) {
            equal("server", filter.server());
            equal("root", filter.root());
            if (!filter.servers().all()) {
                add("s.server " + (filter.servers().except() ? "<> all" : "= any")
                        + "(string_to_array(:servers, '/'))");
                put("servers", String.join("/", filter.servers().names()));
            }
            return this;
        }

        Conditions times(Filter filter) {
            equal("volume", filter.volume());
            compare("s.started_at >= :from", "from", filter.from());
            compare("s.started_at < :to", "to", filter.to());
            return this;
        }

        void add(String condition) {
            text.append(" and ").append(condition);
        }

        void put(String name, Object value) {
            values.put(name, value);
        }

        private void equal(String column, @Nullable String value) {
            compare("s." + column + " = :" + column, column, value);
        }

        private void compare(String condition, String name, @Nullable Object value) {
            if (value != null) {
                add(condition);
                put(name, value);
            }
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
