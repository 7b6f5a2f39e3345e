package io.tidemark.analytics.gauge;

import java.util.LinkedHashMap;
import java.util.Map;

/// The rolls of those who ask again and again; of many, those who asked last. They are lost when the service ends, and
/// begin
/// with the largest folders again.
public final class Rolls {
    private static final int MOST = 200;

    private final Map<String, Roll> rolls = new LinkedHashMap<>(16, 0.75f, true);

    /// @param who asks for what
    public synchronized Roll of(String who, int places) {
        Roll roll = rolls.computeIfAbsent(who, w -> new Roll(places));
        if (rolls.size() > MOST) {
            rolls.remove(rolls.keySet().iterator().next());
        }
        return roll;
    }
}
