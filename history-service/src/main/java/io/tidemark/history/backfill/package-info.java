/// Readings that others took before. A Prometheus, or a list, flows in; its series are mapped to
/// servers and volumes and
/// taken over piece by piece; out flow samples, and the story of each backfill.
@NullMarked
package io.tidemark.history.backfill;

import org.jspecify.annotations.NullMarked;
