package io.tidemark.forecast.upkeep;

import java.time.Instant;

/// A volume that was asked for by name and that history has no sample of: no history, so no forecast.
///
/// @param daysNeeded how many measured days a forecast takes
/// @param at when that was so
public record Unknown(String server, String volume, int daysNeeded, Instant at) {}
