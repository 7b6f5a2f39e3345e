/// Lists that never skip or repeat: a checked limit and an opaque cursor go in, a page and the next cursor come out.
@NullMarked
package io.tidemark.platform.page;

import org.jspecify.annotations.NullMarked;
