/// Ways to continue a series: the values of consecutive days flow in; a fitted continuation flows out. Each model says
/// where its formulas come from. Models know nothing of volumes or of each other.
@NullMarked
package io.tidemark.forecast.model;

import org.jspecify.annotations.NullMarked;
