/// Finding files and folders by name: a pattern of the caller goes in, matching entries in a stable order
/// come out, page by page.
@NullMarked
package io.tidemark.analytics.search;

import org.jspecify.annotations.NullMarked;
