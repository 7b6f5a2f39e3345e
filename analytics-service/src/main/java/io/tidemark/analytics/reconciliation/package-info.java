/// What volumes say is used beside what was counted on them: the snapshots of each volume go in; the difference, in
/// parts
/// that have a name, and what no part explains, come out.
@NullMarked
package io.tidemark.analytics.reconciliation;

import org.jspecify.annotations.NullMarked;
