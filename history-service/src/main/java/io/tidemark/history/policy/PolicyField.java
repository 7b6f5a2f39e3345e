package io.tidemark.history.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything that policies can say, with what holds where nobody says anything.
public enum PolicyField {
    /// Share of the machine's processor time a scan may take.
    CPU_SHARE(PolicyKind.SCAN, "cpuShare", Value.number(0.001, 1), 0.05),
    /// System calls a second; null for no limit.
    CALLS_PER_SECOND(PolicyKind.SCAN, "callsPerSecond", Value.orNull(Value.count(1, 1_000_000_000)), null),
    /// Hours in which scans may run, `22:00-06:00`; none for always.
    HOURS(
            PolicyKind.SCAN,
            "hours",
            Value.list(
                    24,
                    Value.matching(
                            Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d"),
                            "must be hours such as 22:00-06:00")),
            List.of()),
    ZONE(PolicyKind.SCAN, "zone", Value.zone(), "UTC"),
    /// Longest time a scan may take; null for no limit.
    LONGEST(
            PolicyKind.SCAN,
            "longest",
            Value.orNull(Value.duration(Duration.ofMinutes(1), Duration.ofDays(365))),
            null),
    IDLE(PolicyKind.SCAN, "idle", Value.truth(), true),
    BACK_OFF(PolicyKind.SCAN, "backOff", Value.truth(), true),
    EXCLUDE(PolicyKind.SCAN, "exclude", Value.list(1000, patterns()), List.of()),
    INCLUDE(PolicyKind.SCAN, "include", Value.list(1000, patterns()), List.of()),
    ONE_FILESYSTEM(PolicyKind.SCAN, "oneFilesystem", Value.truth(), true),
    ROOTS(PolicyKind.SCAN, "roots", Value.list(100, ScanRoot::read), List.of()),

    INTERVAL(PolicyKind.SAMPLING, "interval", Value.duration(Duration.ofSeconds(10), Duration.ofHours(1)), "PT1M"),

    /// How many of the newest hours, days, weeks, months and years keep their last snapshot; null for
    /// all.
    HOURLY(PolicyKind.RETENTION, "hourly", kept(), null),
    DAILY(PolicyKind.RETENTION, "daily", kept(), null),
    WEEKLY(PolicyKind.RETENTION, "weekly", kept(), null),
    MONTHLY(PolicyKind.RETENTION, "monthly", kept(), null),
    YEARLY(PolicyKind.RETENTION, "yearly", kept(), null),
    /// How old a snapshot may get with all its entries; null for ever.
    FULL_FOR(PolicyKind.RETENTION, "fullFor", age(), null),
    /// How old a snapshot may get with its directories; null for ever.
    DIRECTORIES_FOR(PolicyKind.RETENTION, "directoriesFor", age(), null),
    /// How old a snapshot's totals may get; null for ever.
    TOTALS_FOR(PolicyKind.RETENTION, "totalsFor", age(), null),
    /// From which share of entries changed between two snapshots a change is large.
    LARGE_CHANGE(PolicyKind.RETENTION, "largeChange", Value.number(0.001, 1), 0.2),
    /// How long both snapshots around a large change stay whole.
    LARGE_CHANGE_FOR(
            PolicyKind.RETENTION, "largeChangeFor", Value.duration(Duration.ZERO, Duration.ofDays(36_500)), "PT8760H"),
    /// How old readings of volumes may get, and what they are rolled up to; null for ever.
    SAMPLES_FOR(PolicyKind.RETENTION, "samplesFor", age(), null),
    SAMPLE_HOURS_FOR(PolicyKind.RETENTION, "sampleHoursFor", age(), null),
    SAMPLE_DAYS_FOR(PolicyKind.RETENTION, "sampleDaysFor", age(), null),

    /// What all prices are in, as ISO 4217 has it; null where nobody said.
    CURRENCY(PolicyKind.PRICE, "currency", Value.currency(), null),
    /// The tier that the server's files are in today; null where nobody said.
    TIER(PolicyKind.PRICE, "tier", PriceTier.NAME, null),
    /// The classes of storage there are, with their prices.
    TIERS(PolicyKind.PRICE, "tiers", PriceTier.ALL, List.of());

    private final PolicyKind kind;
    private final String word;
    private final Value value;
    private final @Nullable Object otherwise;

    PolicyField(PolicyKind kind, String word, Value value, @Nullable Object otherwise) {
        this.kind = kind;
        this.word = word;
        this.value = value;
        this.otherwise = otherwise;
    }

    public PolicyKind kind() {
        return kind;
    }

    /// The name in JSON.
    public String word() {
        return word;
    }

    /// What holds where no document says anything.
    public @Nullable Object otherwise() {
        return otherwise;
    }

    static Optional<PolicyField> ifValid(PolicyKind kind, String word) {
        return Arrays.stream(values())
                .filter(field -> field.kind == kind && field.word.equals(word))
                .findFirst();
    }

    /// @throws IllegalArgumentException with what it must be
    @Nullable
    Object read(@Nullable Object json) {
        return value.read(json);
    }

    private static Value patterns() {
        return Value.matching(
                Pattern.compile("[^\\x00\\r\\n]{1,4096}"), "must be a pattern of 1 to 4096 characters in one line");
    }

    private static Value kept() {
        return Value.orNull(Value.count(0, 100_000));
    }

    private static Value age() {
        return Value.orNull(Value.duration(Duration.ofHours(1), Duration.ofDays(36_500)));
    }
}
