package io.tidemark.history.server;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class WatchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration SILENT_AFTER = Duration.ofMinutes(5);

    private final List<Instant> limits = new ArrayList<>();
    private final PresenceLog log = new PresenceLog() {
        @Override
        public int mark(Instant limit, Instant now) {
            limits.add(limit);
            return 2;
        }

        @Override
        public Map<Presence, Long> count(Instant limit) {
            return Map.of(Presence.SILENT, 3L);
        }
    };
    private final Watch watch = new Watch(log, () -> NOW, SILENT_AFTER);

    @Test
    void marksWhatWasLastHeardOfTooLongAgo() {
        int changed = watch.look();

        assertThat(changed).isEqualTo(2);
        assertThat(limits).containsExactly(NOW.minus(SILENT_AFTER));
    }

    @Test
    void countsAsOfTheLastLook() {
        assertThat(watch.count(Presence.SILENT)).isZero();

        watch.look();

        assertThat(watch.count(Presence.SILENT)).isEqualTo(3);
        assertThat(watch.count(Presence.AWAITED)).isZero();
    }

    @Test
    void aServerIsSilentOnceTheLastWordIsTooOld() {
        Server server = new Server(new ServerName("web-1"), NOW, NOW, Tags.NONE);

        assertThat(server.presence(NOW.plus(SILENT_AFTER), SILENT_AFTER)).isEqualTo(Presence.REPORTING);
        assertThat(server.presence(NOW.plus(SILENT_AFTER).plusNanos(1000), SILENT_AFTER))
                .isEqualTo(Presence.SILENT);
    }
}
