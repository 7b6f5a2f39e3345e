/// Finding files and folders: conditions over everything that is known of an entry, and an order, go in;
/// matching rows come out, page by page or all of them.
@NullMarked
package io.tidemark.analytics.search;

import org.jspecify.annotations.NullMarked;
