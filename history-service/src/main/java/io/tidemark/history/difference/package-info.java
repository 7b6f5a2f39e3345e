/// Snapshots kept as what differs from another one. Parquet files of a snapshot and of its base flow
/// in; out flows a file of rows that came, went, moved or changed, and from that file and the base the
/// snapshot's tables again, row for row.
@NullMarked
package io.tidemark.history.difference;

import org.jspecify.annotations.NullMarked;
