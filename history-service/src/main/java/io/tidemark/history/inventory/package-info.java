/// Inventories that other tools wrote. A stream of a known format flows in, is read line by line within
/// bounds, and
/// becomes the two tables and the manifest of an ordinary snapshot, which flows into `ingest` like any
/// upload.
@NullMarked
package io.tidemark.history.inventory;

import org.jspecify.annotations.NullMarked;
