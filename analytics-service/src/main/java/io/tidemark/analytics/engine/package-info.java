/// Asking snapshots: constant SQL with parameters over held snapshots goes in, rows and the basis of the
/// answer come out. [Engine] is the port; [DuckDbEngine] answers inside this process.
@NullMarked
package io.tidemark.analytics.engine;

import org.jspecify.annotations.NullMarked;
