/// From samples to a series without holes: the samples of a volume flow in; the newest stretch of finished days, short
/// gaps filled and marked, flows out, and the same stretch with rare bursts set aside.
@NullMarked
package io.tidemark.forecast.series;

import org.jspecify.annotations.NullMarked;
