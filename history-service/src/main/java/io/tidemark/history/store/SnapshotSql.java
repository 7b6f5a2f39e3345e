package io.tidemark.history.store;

import io.tidemark.history.snapshot.SnapshotRegister.Filter;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import io.tidemark.platform.access.Visible;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The statements that list snapshots with their parts. Conditions stand in them only where something is asked for, so
/// that each is planned by the index that fits it.
///
/// @param values of the parameters in `text`, in their order
record SnapshotSql(String text, List<Object> values) {

    private static final String WITH_PARTS = """
            select s.*, p.* from (%s) s cross join lateral (
                select array_agg(file order by file) part_files, array_agg(row_count order by file) part_rows,
                    array_agg(byte_count order by file) part_bytes, array_agg(sha256 order by file) part_sums
                from snapshot_part where snapshot_id = s.id) p
            order by %s
            """;

    SnapshotSql {
        values = List.copyOf(values);
    }

    /// Newest first.
    static SnapshotSql page(Filter filter, @Nullable Place after, int limit) {
        Conditions conditions = new Conditions().servers(filter).times(filter);
        if (after != null) {
            conditions.add(
                    "(s.started_at, s.id) < (%s, %s)",
                    time(after.startedAt()), after.id().value());
        }
        String order = "s.started_at desc, s.id desc";
        String page = "select s.* from snapshot s where true" + conditions + " order by " + order + " limit " + limit;
        return new SnapshotSql(WITH_PARTS.formatted(page, order), conditions.values);
    }

    /// For each server and root one probe of the index `snapshot_newest_by_root`. What is damaged, or of which
    /// retention took something, is passed over.
    static SnapshotSql latest(Filter filter) {
        Conditions which = new Conditions().servers(filter);
        Conditions when = which.more().times(filter);
        String newest = """
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
                """.formatted(which, when);
        return new SnapshotSql(WITH_PARTS.formatted(newest, "s.server, s.root"), when.values);
    }

    /// The driver knows times with an offset only.
    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /// What is asked of the rows of `snapshot s`.
    private static final class Conditions {

        private final StringBuilder text = new StringBuilder();
        private final List<Object> values;

        Conditions() {
            this(new ArrayList<>());
        }

        private Conditions(List<Object> values) {
            this.values = values;
        }

        /// Conditions of their own in the same statement.
        Conditions more() {
            return new Conditions(values);
        }

        Conditions servers(Filter filter) {
            equal("server", filter.server());
            equal("root", filter.root());
            Visible.Servers visible = filter.servers();
            if (!visible.tenancy().isAll()) {
                add("s.tenant = %s", visible.tenancy().setting());
            }
            if (!visible.except() || !visible.names().isEmpty()) {
                String[] names = filter.servers().names().toArray(String[]::new);
                add("s.server " + (filter.servers().except() ? "<> all" : "= any") + " (%s)", (Object) names);
            }
            return this;
        }

        Conditions times(Filter filter) {
            equal("volume", filter.volume());
            if (filter.from() != null) {
                add("s.started_at >= %s", time(filter.from()));
            }
            if (filter.to() != null) {
                add("s.started_at < %s", time(filter.to()));
            }
            return this;
        }

        private void equal(String column, @Nullable String value) {
            if (value != null) {
                add("s." + column + " = %s", value);
            }
        }

        /// @param condition with `%s` for each of the values
        void add(String condition, Object... more) {
            Object[] names = new Object[more.length];
            for (int i = 0; i < more.length; i++) {
                values.add(more[i]);
                names[i] = "$" + values.size();
            }
            text.append(" and ").append(condition.formatted(names));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
