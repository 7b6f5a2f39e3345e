/// What changed between two snapshots of one root. Two snapshots flow in; out flow sums that add up to
/// the byte, every
/// single change by size, and whether the whole is unusual for that root.
@NullMarked
package io.tidemark.history.delta;

import org.jspecify.annotations.NullMarked;
