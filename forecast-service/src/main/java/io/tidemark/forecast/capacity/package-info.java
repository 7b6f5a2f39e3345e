/// The answer: a volume's newest reading and its daily samples flow in; the forecast of one day flows out: the expected
/// path with its bounds, and the day the volume fills as a range, or how much history is missing. Holds the port by
/// which forecasts are kept.
@NullMarked
package io.tidemark.forecast.capacity;

import org.jspecify.annotations.NullMarked;
