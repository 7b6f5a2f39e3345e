/// Who used the space: the snapshots of two moments go in, what each part took more or less comes out. The parts add up
/// to the whole.
@NullMarked
package io.tidemark.analytics.growth;

import org.jspecify.annotations.NullMarked;
