package io.tidemark.platform.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects denials until they are delivered; equal ones become one with a count. What would be the 10,001st different
/// one is counted
/// together with all further ones of its action and reason under the subject `*`, so that a flood costs no memory and
/// is
/// still on record.
final class DenialWindow {
    static final int CAPACITY = 10_000;

    private final Map<Key, Denial> open = new LinkedHashMap<>();

    synchronized void add(Denial denial) {
        Denial kept = open.size() < CAPACITY || open.containsKey(Key.of(denial)) ? denial : folded(denial);
        open.merge(Key.of(kept), kept, DenialWindow::sum);
    }

    /// Everything collected so far; the window is empty afterwards.
    synchronized List<Denial> drain() {
        List<Denial> all = new ArrayList<>(open.values());
        open.clear();
        return all;
    }

    private static Denial folded(Denial d) {
        return new Denial(
                d.at(), d.service(), d.action(), "*", "*", d.reason(), "*", d.count(), d.trace(), null, null, null);
    }

    private static Denial sum(Denial first, Denial second) {
        Instant at = first.at().isBefore(second.at()) ? first.at() : second.at();
        return new Denial(
                at,
                first.service(),
                first.action(),
                first.subject(),
                first.client(),
                first.reason(),
                first.target(),
                first.count() + second.count(),
                first.trace(),
                first.via(),
                first.before(),
                first.after());
    }

    private record Key(
            String service,
            String action,
            String subject,
            String client,
            String reason,
            String target,
            @Nullable String before,
            @Nullable String after,
            @Nullable String work) {
        /// How an act ended is never told together with another's: each was asked for by itself.
        static Key of(Denial d) {
            return new Key(
                    d.service(),
                    d.action(),
                    d.subject(),
                    d.client(),
                    d.reason(),
                    d.target(),
                    d.before(),
                    d.after(),
                    d.isEnd() ? d.trace() : null);
        }
    }
}
