/// Keeps forecasts fresh: requests and the clock flow in; forecasts that still hold flow out, taken from the store or
/// made
/// anew from history. Also says how that goes: metrics and health. Owns the configuration.
@NullMarked
package io.tidemark.forecast.upkeep;

import org.jspecify.annotations.NullMarked;
