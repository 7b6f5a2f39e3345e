package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Regex;
import io.tidemark.analytics.engine.Sql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// What a file must be like to be listed or counted.
public sealed interface Condition {
    /// No condition.
    static Condition everything() {
        return new And(List.of());
    }

    /// The same as a condition of SQL over the columns of an entry and of its snapshot.
    Sql sql();

    /// What it asks of the name at least, as a condition over the columns of [Names]; nothing where that
    /// cannot be told of the name alone.
    default Sql ofNames() {
        return Sql.NOTHING;
    }

    /// Whether it can be told of an entry alone, without knowing its snapshot.
    default boolean isOfEntriesAlone() {
        return !sql().mentions("started") && !sql().mentions("trusted");
    }

    /// Whether it can be told of an entry's owner, extension and type alone.
    default boolean isOfOwnerExtensionAndType() {
        return false;
    }

    /// Both.
    default Condition and(Condition other) {
        return other.equals(everything()) ? this : new And(List.of(this, other));
    }

    /// All of them.
    record And(List<Condition> all) implements Condition {
        public And {
            all = List.copyOf(all);
        }

        @Override
        public Sql sql() {
            return all.isEmpty()
                    ? Sql.of("true")
                    : Sql.of("(")
                            .plus(Sql.join(
                                    " AND ", all.stream().map(Condition::sql).toList()))
                            .plus(")");
        }

        @Override
        public boolean isOfOwnerExtensionAndType() {
            return all.stream().allMatch(Condition::isOfOwnerExtensionAndType);
        }

        @Override
        public Sql ofNames() {
            return Sql.join(
                    " AND ",
                    all.stream()
                            .map(Condition::ofNames)
                            .filter(names -> !names.isEmpty())
                            .toList());
        }
    }

    /// At least one of them.
    record Or(List<Condition> any) implements Condition {
        public Or {
            any = List.copyOf(any);
        }

        @Override
        public Sql sql() {
            return any.isEmpty()
                    ? Sql.of("false")
                    : Sql.of("(")
                            .plus(Sql.join(
                                    " OR ", any.stream().map(Condition::sql).toList()))
                            .plus(")");
        }

        @Override
        public boolean isOfOwnerExtensionAndType() {
            return any.stream().allMatch(Condition::isOfOwnerExtensionAndType);
        }

        @Override
        public Sql ofNames() {
            List<Sql> names = any.stream().map(Condition::ofNames).toList();
            return names.stream().anyMatch(Sql::isEmpty)
                    ? Sql.NOTHING
                    : Sql.of("(").plus(Sql.join(" OR ", names)).plus(")");
        }
    }

    /// True where the other is not; also where that cannot be told, as of a time that is not known.
    record Not(Condition other) implements Condition {
        @Override
        public Sql sql() {
            return Sql.of("NOT coalesce(").plus(other.sql()).plus(", false)");
        }

        @Override
        public boolean isOfOwnerExtensionAndType() {
            return other.isOfOwnerExtensionAndType();
        }
    }

    /// The name, or the path, looks like this.
    record Named(NamePattern pattern) implements Condition {
        @Override
        public Sql sql() {
            return text(pattern.overPath()).plus(" ILIKE ? ESCAPE '\\'", pattern.like());
        }

        /// A part that must stand in the name is looked for first: that is faster than a pattern.
        @Override
        public Sql ofNames() {
            if (pattern.overPath()) {
                return Sql.NOTHING;
            }
            Sql part = Sql.of("(contains(coalesce(folded, name), lower(?))", pattern.longestPart());
            return pattern.isGlob()
                    ? part.plus(" AND coalesce(folded, name) LIKE lower(?) ESCAPE '\\')", pattern.like())
                    : part.plus(")");
        }
    }

    /// The regular expression matches somewhere in the name, or in the path.
    record Matches(Regex regex, boolean overPath) implements Condition {
        @Override
        public Sql sql() {
            return Sql.of("regexp_matches(").plus(text(overPath)).plus(", ?)", regex);
        }

        @Override
        public Sql ofNames() {
            return overPath ? Sql.NOTHING : sql();
        }
    }

    /// A number of a file lies in a range.
    ///
    /// @param from the least
    /// @param below more than the greatest
    record Between(Measure measure, long from, long below) implements Condition {
        @Override
        public Sql sql() {
            return Sql.of("(")
                    .plus(measure.sql())
                    .plus(" >= ? AND ", from)
                    .plus(measure.sql())
                    .plus(below == Long.MAX_VALUE ? Sql.of(" <= ?)", below) : Sql.of(" < ?)", below));
        }
    }

    /// A moment lies in a period.
    record During(Instants of, Instant from, Instant before) implements Condition {
        @Override
        public Sql sql() {
            return Sql.of("(")
                    .plus(of.sql())
                    .plus(" >= make_timestamptz(CAST(? AS BIGINT)) AND ", micros(from))
                    .plus(of.sql())
                    .plus(" < make_timestamptz(CAST(? AS BIGINT)))", micros(before));
        }
    }

    /// A moment lies so many days or more before the start of the scan.
    record OlderThan(Instants of, int days) implements Condition {
        @Override
        public Sql sql() {
            return of.micros().plus(" <= started - ?", TimeUnit.DAYS.toMicros(days));
        }
    }

    /// A moment lies less than so many days before the start of the scan, or after it.
    record YoungerThan(Instants of, int days) implements Condition {
        @Override
        public Sql sql() {
            return of.micros().plus(" > started - ?", TimeUnit.DAYS.toMicros(days));
        }
    }

    /// A text of a file is one of these.
    record OneOf(Trait trait, Set<String> values) implements Condition {
        public OneOf {
            values = Collections.unmodifiableSet(new TreeSet<>(values));
        }

        @Override
        public Sql sql() {
            return trait.isOneOf(values);
        }

        @Override
        public boolean isOfOwnerExtensionAndType() {
            return switch (trait) {
                case OWNER, EXTENSION, TYPE -> true;
                case GROUP, NAME -> false;
            };
        }

        @Override
        public Sql ofNames() {
            return trait == Trait.NAME ? sql() : Sql.NOTHING;
        }
    }

    /// The mode allows something.
    record Allows(Permission permission) implements Condition {
        @Override
        public Sql sql() {
            return Sql.of("((mode & ?) <> 0 AND type <> 'symlink')", permission.bits());
        }
    }

    /// The owner's number belongs to nobody the scanned server knows.
    record Unowned() implements Condition {
        @Override
        public Sql sql() {
            return Sql.of("owner IS NULL");
        }

        @Override
        public boolean isOfOwnerExtensionAndType() {
            return true;
        }
    }

    /// It stands in a folder or below it.
    record Below(String folder) implements Condition {
        @Override
        public Sql sql() {
            String inside = folder.equals("/") ? "/" : folder + "/";
            String behind = folder.equals("/") ? "0" : folder + "0";
            return Sql.of(
                    "(directory >= ? AND directory < ? AND (directory = ? OR directory >= ?))",
                    folder,
                    behind,
                    folder,
                    inside);
        }
    }

    /// It is a further name of an inode that is counted under another one, or is not.
    record Counted(boolean counted) implements Condition {
        @Override
        public Sql sql() {
            return Sql.of("counted = ?", counted);
        }
    }

    private static Sql text(boolean path) {
        return path ? Sql.of("(CASE WHEN directory = '/' THEN '' ELSE directory END || '/' || name)") : Sql.of("name");
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }
}
