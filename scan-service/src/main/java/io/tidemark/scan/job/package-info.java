/// Scans as jobs. In flow requests to scan a root, and to cancel; out flow the state and progress of each, sealed
/// snapshots for delivery, and after a restart a truthful record of what became of every one.
@NullMarked
package io.tidemark.scan.job;

import org.jspecify.annotations.NullMarked;
