/// Measurements. In: a tree of files, the built services, public tools. Out: figures with their limits, after the
/// results were found equal.
@NullMarked
package io.tidemark.launcher.bench;

import org.jspecify.annotations.NullMarked;
