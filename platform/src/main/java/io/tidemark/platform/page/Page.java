package io.tidemark.platform.page;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/// One page of a list.
///
/// @param items in the list's order, at most the limit asked for
/// @param nextCursor what to send for the next page; null on the last one
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /// Makes a page from up to `limit + 1` rows: the extra row only tells that there is more.
    ///
    /// @param cursorAfter the cursor that continues behind a given row
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursorAfter) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursorAfter.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), nextCursor);
    }
}
