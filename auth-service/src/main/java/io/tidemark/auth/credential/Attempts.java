package io.tidemark.auth.credential;

import io.tidemark.auth.credential.Pace.Tally;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// Keeps the tallies of attempts for all replicas, over restarts. Calls block.
public interface Attempts {
    /// Changes the tallies of all these at once. Of several changes at the same time, one follows the other.
    ///
    /// @param change is given the tallies in the order of `watched`, [Tally#NONE] where there is none, and gives as
    /// many back
    /// @return the tallies before the change
    List<Tally> change(List<String> watched, UnaryOperator<List<Tally>> change);

    /// Forgets what nobody had to wait for since that moment.
    void forget(Instant quietSince);
}
