/// Snapshots in format version 1. In flow the batches of a running walk; out flow a folder of Parquet files, written
/// while the walk goes on, and the manifest that seals it. Until then a checkpoint stands beside them, from which
/// another
/// run goes on where this one was killed.
@NullMarked
package io.tidemark.scan.snapshot;

import org.jspecify.annotations.NullMarked;
