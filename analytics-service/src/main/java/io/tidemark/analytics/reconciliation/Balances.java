package io.tidemark.analytics.reconciliation;

import java.util.List;

/// What could be set beside each other, and what could not.
///
/// @param volumes what is explained least first
public record Balances(List<Balance> volumes, List<Uncompared> uncompared) {
    public Balances {
        volumes = List.copyOf(volumes);
        uncompared = List.copyOf(uncompared);
    }

    /// A root that was scanned, but of whose volume nothing is known.
    ///
    /// @param reason a sentence for people
    public record Uncompared(String server, String root, String reason) {}
}
