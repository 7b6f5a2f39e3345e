/// Forecasts and leases in PostgreSQL: the ports of `capacity` and `upkeep` are implemented here, with Hibernate
/// Reactive
/// Panache. Forecasts flow in and out; entities stay inside.
@NullMarked
package io.tidemark.forecast.store;

import org.jspecify.annotations.NullMarked;
