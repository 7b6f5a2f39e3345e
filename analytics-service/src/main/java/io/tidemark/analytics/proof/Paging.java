package io.tidemark.analytics.proof;

import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Pages of the lists of a [Sight]. While a job runs its lists grow: a page then goes on behind the last row, and what
/// came before it meanwhile is not on it.
public final class Paging {
    private Paging() {}

    /// @param cursor of the page before; null for the first page
    /// @throws ProblemException 400 where the cursor is none of this list
    public static Page<Group> groups(List<Group> all, int limit, @Nullable String cursor) {
        if (cursor == null) {
            return page(all, limit, group -> true, Paging::cursor);
        }
        List<String> key = Cursor.decode(cursor, 2);
        long bytes = number(key.getFirst());
        return page(
                all,
                limit,
                group -> group.reclaimableBytes() < bytes
                        || (group.reclaimableBytes() == bytes && group.group().compareTo(key.getLast()) > 0),
                Paging::cursor);
    }

    private static String cursor(Group group) {
        return Cursor.encode(Long.toString(group.reclaimableBytes()), group.group());
    }

    /// @param group only of this content; of all where null
    public static Page<Copy> copies(List<Copy> all, @Nullable String group, int limit, @Nullable String cursor) {
        Predicate<Copy> wanted = copy -> group == null || copy.group().equals(group);
        List<String> key = cursor == null ? List.of() : Cursor.decode(cursor, 4);
        return page(
                all,
                limit,
                wanted.and(copy -> key.isEmpty() || compare(keyOf(copy), key) > 0),
                copy -> Cursor.encode(keyOf(copy).toArray(String[]::new)));
    }

    private static List<String> keyOf(Copy copy) {
        return List.of(copy.group(), copy.server(), copy.path(), copy.rawName() == null ? "" : copy.rawName());
    }

    public static Page<UnprovenFile> unproven(List<UnprovenFile> all, int limit, @Nullable String cursor) {
        List<String> key = cursor == null ? List.of() : Cursor.decode(cursor, 3);
        return page(
                all,
                limit,
                file -> key.isEmpty() || compare(keyOf(file), key) > 0,
                file -> Cursor.encode(keyOf(file).toArray(String[]::new)));
    }

    private static List<String> keyOf(UnprovenFile file) {
        return List.of(file.server(), file.path(), file.rawName() == null ? "" : file.rawName());
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static <T> Page<T> page(List<T> all, int limit, Predicate<T> wanted, Function<T, String> cursor) {
        return Page.of(all.stream().filter(wanted).limit(limit + 1L).toList(), limit, cursor);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out", e);
        }
    }
}
