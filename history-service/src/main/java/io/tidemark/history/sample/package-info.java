/// Capacity readings of volumes. Readings flow in from agents, equal ones count once; out flow series, the newest
/// reading of each volume, and days rolled up.
@NullMarked
package io.tidemark.history.sample;

import org.jspecify.annotations.NullMarked;
