/// Snapshots in format version 1. In flow the batches of a running walk; out flow a folder of Parquet files, written
/// while the walk goes on, and the manifest that seals it.
@NullMarked
package io.tidemark.scan.snapshot;

import org.jspecify.annotations.NullMarked;
