/// Where snapshots come from: history's list of the newest ones and their Parquet parts go in; what is
/// newest, and verified copies of those snapshots on the local disk that nobody removes while they are
/// held, come out.
@NullMarked
package io.tidemark.analytics.source;

import org.jspecify.annotations.NullMarked;
