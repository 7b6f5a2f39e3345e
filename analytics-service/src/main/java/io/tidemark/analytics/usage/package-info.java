/// Who and what takes the space, over everything: how entries are distributed, and the lists of files
/// administrators ask for, come out.
@NullMarked
package io.tidemark.analytics.usage;

import org.jspecify.annotations.NullMarked;
