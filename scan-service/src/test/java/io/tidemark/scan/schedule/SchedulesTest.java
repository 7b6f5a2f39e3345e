package io.tidemark.scan.schedule;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulesTest {

    @TempDir
    Path state;

    private final List<String> started = new ArrayList<>();
    private final Set<UUID> ids = new HashSet<>();
    private final Set<UUID> active = new HashSet<>();
    private List<ScheduledRoot> roots = List.of(daily("/srv", 2));
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private @Nullable ProblemException refusal;

    /// Remembers what began, and refuses as told.
    private final Schedules.Starter starter = new Schedules.Starter() {
        @Override
        public void start(UUID id, String root) {
            if (refusal != null) {
                throw refusal;
            }
            if (ids.add(id)) {
                started.add(root + " " + now);
            }
        }

        @Override
        public boolean isActive(UUID id) {
            return active.contains(id);
        }
    };

    @Test
    void beginsEachScanWhenItIsDueAndNotBefore() throws Exception {
        Schedules schedules = schedules();

        runUntil(schedules, "2026-11-23T00:00:00Z");

        assertThat(started).containsExactly("/srv 2026-11-21T02:00:00Z", "/srv 2026-11-22T02:00:00Z");
    }

    @Test
    void makesUpOnceForAllThatWasMissedWhileTheAgentWasDown() throws Exception {
        runUntil(schedules(), "2026-11-21T03:00:00Z");
        now = Instant.parse("2026-11-25T12:00:00Z");

        runUntil(schedules(), "2026-11-26T03:00:00Z");

        assertThat(started)
                .containsExactly("/srv 2026-11-21T02:00:00Z", "/srv 2026-11-25T12:00:00Z", "/srv 2026-11-26T02:00:00Z");
    }

    @Test
    void makesUpOnceForWhatWasDueWhileTheScanBeforeRan() throws Exception {
        Schedules schedules = schedules();
        runUntil(schedules, "2026-11-21T02:01:00Z");
        active.addAll(ids);
        runUntil(schedules, "2026-11-23T05:00:00Z");
        assertThat(started).hasSize(1);

        active.clear();
        runUntil(schedules, "2026-11-23T06:00:00Z");

        assertThat(started).containsExactly("/srv 2026-11-21T02:00:00Z", "/srv 2026-11-23T05:00:00Z");
    }

    @Test
    void doesNotMakeUpForTimesBeforeItKnewTheSchedule() throws Exception {
        Schedules schedules = schedules();
        runUntil(schedules, "2026-11-21T01:00:00Z");
        now = Instant.parse("2026-11-21T12:00:00Z");
        roots = List.of(daily("/srv", 10), daily("/new", 11));

        runUntil(schedules, "2026-11-21T13:00:00Z");

        assertThat(started).isEmpty();
        assertThat(schedules.list())
                .extracting(Planned::nextAt)
                .containsExactly(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    }

    @Test
    void triesAgainWhatOnlyCannotBeginNow() throws Exception {
        Schedules schedules = schedules();
        refusal = new ProblemException(new ProblemCode("spool-full", 503, "No room"), "the disk is full");
        runUntil(schedules, "2026-11-21T02:01:00Z");
        assertThat(schedules.list())
                .singleElement()
                .satisfies(p -> assertThat(p.problem()).isEqualTo("the disk is full"));

        refusal = null;
        runUntil(schedules(), "2026-11-21T02:02:00Z");

        assertThat(started).containsExactly("/srv 2026-11-21T02:01:00Z");
    }

    @Test
    void waitsForTheNextTimeWhereARootCannotBeScanned() throws Exception {
        Schedules schedules = schedules();
        refusal = ProblemException.field("root", "/srv does not exist");
        runUntil(schedules, "2026-11-21T02:01:00Z");
        refusal = null;

        runUntil(schedules, "2026-11-22T02:01:00Z");

        assertThat(started).containsExactly("/srv 2026-11-22T02:00:00Z");
        assertThat(schedules.list())
                .singleElement()
                .satisfies(p -> assertThat(p.problem()).isNull());
    }

    @Test
    void saysWhatWasAndWhatComes() throws Exception {
        Schedules schedules = schedules();
        runUntil(schedules, "2026-11-21T02:01:00Z");

        List<Planned> planned = schedules.list();

        assertThat(planned)
                .containsExactly(new Planned(
                        daily("/srv", 2),
                        Instant.parse("2026-11-22T02:00:00Z"),
                        Instant.parse("2026-11-21T02:00:00Z"),
                        ids.iterator().next(),
                        null));
    }

    @Test
    void forgetsSchedulesThatAreGoneAndSetsDamagedStateAside() throws Exception {
        Schedules schedules = schedules();
        runUntil(schedules, "2026-11-21T00:01:00Z");
        roots = List.of();
        schedules.tick();
        assertThat(Files.readString(state.resolve("schedules.json"))).isEqualTo("[]");
        Files.writeString(state.resolve("schedules.json"), "[{");

        schedules().tick();

        assertThat(state.resolve("schedules.json.damaged")).exists();
    }

    private Schedules schedules() throws Exception {
        return new Schedules("web-1", state, () -> now, () -> roots, starter);
    }

    /// Looks every minute until just before `end`; then it is `end`.
    private void runUntil(Schedules schedules, String end) {
        for (; now.isBefore(Instant.parse(end)); now = now.plusSeconds(60)) {
            schedules.tick();
        }
    }

    private static ScheduledRoot daily(String path, int hour) {
        return new ScheduledRoot(path, "0 " + hour + " * * *", ZoneId.of("UTC"), Duration.ZERO);
    }
}
