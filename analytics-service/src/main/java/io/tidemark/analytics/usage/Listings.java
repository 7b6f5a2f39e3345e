package io.tidemark.analytics.usage;

import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.Instants;
import io.tidemark.analytics.search.Largest;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.Order;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// The lists of files administrators ask for. Each inode stands in them once.
public final class Listings {
    private static final int MOST_DAYS = 36_500;

    private Listings() {}

    /// The largest files.
    public static FileList heavy(Condition filter, int limit, @Nullable String cursor) {
        return list("heavy-files", Largest.FILES.and(filter), Order.SIZE, limit, cursor);
    }

    /// The largest files nobody used for so many days before the scan, empty ones left out.
    ///
    /// @throws ProblemException 422 where the number of days makes no sense
    public static FileList inactive(int days, Condition filter, int limit, @Nullable String cursor) {
        return list("inactive-files", unused(days).and(filter), Order.SIZE, limit, cursor);
    }

    /// Files nobody used for so many days before the scan, empty ones left out.
    ///
    /// @throws ProblemException 422 where the number of days makes no sense
    public static Condition unused(int days) {
        return new Condition.And(List.of(
                Largest.FILES,
                new Condition.Between(Measure.SIZE, 1, Long.MAX_VALUE),
                new Condition.OlderThan(Instants.USED, checked(days))));
    }

    /// The files modified within so many days before the scan or while it ran, last modified first.
    ///
    /// @throws ProblemException 422 where the number of days makes no sense
    public static FileList recent(int days, Condition filter, int limit, @Nullable String cursor) {
        Condition recent = Largest.FILES.and(new Condition.YoungerThan(Instants.MODIFIED, checked(days)));
        return list("recent-activity", recent.and(filter), Order.NEWEST, limit, cursor);
    }

    /// The largest files whose owner's number belongs to nobody.
    public static FileList unowned(Condition filter, int limit, @Nullable String cursor) {
        return list("unowned-files", Largest.FILES.and(new Condition.Unowned()).and(filter), Order.SIZE, limit, cursor);
    }

    /// Files without content, by server and path.
    public static FileList empty(Condition filter, int limit, @Nullable String cursor) {
        Condition empty = Largest.FILES.and(new Condition.Between(Measure.SIZE, 0, 1));
        return list("empty-files", empty.and(filter), Order.PATH, limit, cursor);
    }

    private static FileList list(String kind, Condition where, Order order, int limit, @Nullable String cursor) {
        return new FileList(kind, where, false, order, limit, cursor);
    }

    private static int checked(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.field("days", "must be from 1 to " + MOST_DAYS + ", not " + days);
        }
        return days;
    }
}
