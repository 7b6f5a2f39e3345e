package io.tidemark.analytics.reconciliation;

import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.source.Volume;
import io.tidemark.analytics.source.Volume.Gap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Why more is used on a volume than the scans of its roots counted, from what each of the scans knows of its own root.
final class Gaps {
    private static final String OUTSIDE = "outside-root";
    /// Each scan tells them of the whole volume, the newest one best.
    private static final Set<String> OF_THE_VOLUME = Set.of("deleted-open", "filesystem");

    private Gaps() {}

    /// @param scans of one volume, none below another, oldest first
    static List<Gap> of(List<OnVolume> scans) {
        Map<String, Gap> gaps = new LinkedHashMap<>();
        gaps.put(OUTSIDE, outside(scans));
        for (OnVolume scan : scans) {
            gapsOf(scan).stream()
                    .filter(gap -> !gap.kind().equals(OUTSIDE))
                    .forEach(gap -> gaps.merge(gap.kind(), gap, Gaps::both));
        }
        return new ArrayList<>(gaps.values());
    }

    /// A snapshot and what it says of its volume.
    record OnVolume(HeldSnapshot held, Volume volume) {
        String root() {
            return held.snapshot().root();
        }

        boolean isWhole() {
            return root().equals(volume.mountPoint());
        }
    }

    private static List<Gap> gapsOf(OnVolume scan) {
        return scan.volume().gaps().isEmpty()
                ? List.of(new Gap("not-recorded", 1, null, "the scan did not record what it could not count"))
                : scan.volume().gaps();
    }

    private static Gap outside(List<OnVolume> scans) {
        if (scans.stream().anyMatch(OnVolume::isWhole)) {
            return new Gap(OUTSIDE, 0, 0L, "a root is the whole filesystem");
        }
        Gap unknown = new Gap(
                OUTSIDE,
                0,
                null,
                "what lies outside of " + scans.stream().map(OnVolume::root).collect(Collectors.joining(", ")));
        return scans.size() > 1
                ? unknown
                : scans.getFirst().volume().gaps().stream()
                        .filter(gap -> gap.kind().equals(OUTSIDE))
                        .findFirst()
                        .orElse(unknown);
    }

    private static Gap both(Gap older, Gap newer) {
        if (OF_THE_VOLUME.contains(newer.kind())) {
            return newer;
        }
        return new Gap(
                newer.kind(),
                older.items() + newer.items(),
                sum(older.bytes(), newer.bytes()),
                Objects.equals(older.note(), newer.note()) ? newer.note() : older.note() + "; " + newer.note());
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : Long.valueOf(one + other);
    }
}
