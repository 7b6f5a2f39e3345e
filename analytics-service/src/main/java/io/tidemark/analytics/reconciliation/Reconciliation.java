package io.tidemark.analytics.reconciliation;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.reconciliation.Balances.Uncompared;
import io.tidemark.analytics.reconciliation.Gaps.OnVolume;
import io.tidemark.analytics.source.Volume;
import io.tidemark.analytics.source.Volume.Gap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each volume says is used beside what files and folders add up to. Both sides are from the very same scans: the
/// volume is asked when they begin and end.
public record Reconciliation() implements Question<Balances> {
    private static final String NO_VOLUME =
            "what its volume uses is not known here: the root spans several filesystems, is"
                    + " no local disk, comes from an inventory, or may be seen in part only";
    private static final String NO_BLOCKS = "its inventory does not tell bytes on disk";

    /// Each root counts an inode once; what several roots of one volume count is too much by all but one.
    private static final Query COUNTED_AGAIN = Query.of("""
            SELECT CAST(coalesce(sum(again), 0) AS BIGINT) AS again FROM (
              SELECT sum(allocated) - max(allocated) AS again FROM all_entries
              WHERE links > 1 AND counted AND inode IS NOT NULL GROUP BY device, inode HAVING count(*) > 1)""");

    private record Place(String server, String mountPoint, String device) {}

    @Override
    public String kind() {
        return "reconciliation";
    }

    @Override
    public Balances over(Ground ground) {
        Map<Place, List<OnVolume>> volumes = new LinkedHashMap<>();
        List<Uncompared> uncompared = new ArrayList<>();
        for (HeldSnapshot held : ground.snapshots()) {
            Volume volume = held.manifest().volume();
            if (volume == null || held.manifest().lacking().contains("allocated")) {
                uncompared.add(uncompared(held, volume == null ? NO_VOLUME : NO_BLOCKS));
            } else {
                Place place = new Place(held.snapshot().server(), volume.mountPoint(), volume.device());
                volumes.computeIfAbsent(place, p -> new ArrayList<>()).add(new OnVolume(held, volume));
            }
        }
        List<Balance> balances = new ArrayList<>();
        volumes.forEach((place, scans) -> balances.add(balance(place.server(), scans, ground)));
        balances.sort(Comparator.comparingLong((Balance b) -> Math.abs(b.unexplainedBytes()))
                .reversed()
                .thenComparing(Balance::server)
                .thenComparing(Balance::mountPoint));
        return new Balances(balances, uncompared);
    }

    private static Uncompared uncompared(HeldSnapshot held, String why) {
        return new Uncompared(held.snapshot().server(), held.snapshot().root(), why);
    }

    private static Balance balance(String server, List<OnVolume> scans, Ground ground) {
        scans.sort(Comparator.comparing(scan -> scan.held().snapshot().startedAt()));
        Volume newest = scans.getLast().volume();
        List<Gap> gaps = Gaps.of(scans);
        long counted = counted(scans, ground);
        long difference = newest.usedBytes() - counted;
        long unexplained = difference
                - gaps.stream()
                        .mapToLong(g -> g.bytes() == null ? 0 : g.bytes())
                        .sum();
        return new Balance(
                server,
                newest.mountPoint(),
                newest.device(),
                newest.type(),
                scans.stream().map(OnVolume::root).sorted().toList(),
                scans.getLast().held().snapshot().finishedAt(),
                newest.sizeBytes(),
                newest.usedBytes(),
                newest.availableBytes(),
                newest.freeBytes() - newest.availableBytes(),
                counted,
                difference,
                newest.usedBytes() - scans.getFirst().volume().usedAtStartBytes(),
                gaps,
                unexplained,
                newest.usedBytes() == 0 ? 0 : (double) unexplained / newest.usedBytes(),
                gaps.stream().filter(g -> g.bytes() == null).map(Gap::kind).toList());
    }

    private static long counted(List<OnVolume> scans, Ground ground) {
        long counted =
                scans.stream().mapToLong(scan -> scan.volume().countedBytes()).sum();
        if (scans.size() == 1) {
            return counted;
        }
        Ground here = ground.only(scans.stream().map(OnVolume::held).toList());
        return counted - here.ask(COUNTED_AGAIN, row -> row.number("again")).getFirst();
    }
}
