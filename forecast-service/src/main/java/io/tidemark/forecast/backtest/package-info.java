/// Which model to believe, and how far: the values of consecutive days flow in; each model is fitted at many past days
/// and
/// held against what came, and its scaled error and the width of its intervals flow out.
@NullMarked
package io.tidemark.forecast.backtest;

import org.jspecify.annotations.NullMarked;
