package io.tidemark.auth.credential;

import io.tidemark.auth.credential.Pace.Tally;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Tallies in memory.
public final class MemoryAttempts implements Attempts {
    private final Map<String, Tally> tallies = new HashMap<>();

    @Override
    public synchronized List<Tally> change(List<String> watched, UnaryOperator<List<Tally>> change) {
        List<Tally> before =
                watched.stream().map(w -> tallies.getOrDefault(w, Tally.NONE)).toList();
        List<Tally> after = change.apply(before);
        for (int i = 0; i < watched.size(); i++) {
            tallies.put(watched.get(i), after.get(i));
        }
        return before;
    }

    @Override
    public synchronized void forget(Instant quietSince) {
        tallies.values().removeIf(tally -> tally.waitUntil().isBefore(quietSince));
    }
}
