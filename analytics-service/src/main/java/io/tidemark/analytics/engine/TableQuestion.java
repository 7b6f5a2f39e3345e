package io.tidemark.analytics.engine;

import io.tidemark.platform.page.Page;

import java.util.function.Consumer;

/// A question whose answer is a list that may be longer than memory: it is answered page by page, or row
/// by row.
public interface TableQuestion<R> extends Question<Page<R>> {
    /// Gives every row away as it comes, up to the question's limit.
    void rows(Ground ground, Consumer<? super R> rows);
}
