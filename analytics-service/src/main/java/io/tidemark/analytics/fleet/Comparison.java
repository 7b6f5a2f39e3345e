package io.tidemark.analytics.fleet;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Servers beside each other.
///
/// @param spread null where there is no server
/// @param servers greatest value first
/// @param outliersFrom how many servers it takes to call one an outlier
public record Comparison(@Nullable Spread spread, List<Standing> servers, int outliersFrom) {
    public Comparison {
        servers = List.copyOf(servers);
    }
}
