package io.tidemark.analytics.consumer;

import io.tidemark.analytics.consumer.Holdings.Owner;
import io.tidemark.analytics.engine.EveryQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.usage.Dimension;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the largest folders or owners of each root are like: what kind of data they have and whether it is used, by
/// the newest snapshot of the root, and how it grew, by all its snapshots.
///
/// @param below the folder whose children are looked at, where folders are; null for those of each root
/// @param limit how many at most, the largest first
public record Consumers(ConsumerBy by, @Nullable FolderPath below, int limit) implements EveryQuestion<List<Consumer>> {
    private static final Sql HOLDINGS = Sql.of("""
            SELECT server, root, key, first(kind ORDER BY s DESC, kind) AS largest, CAST(max(s) AS BIGINT) AS largest_size,
              CAST(sum(n) AS BIGINT) AS entries, CAST(sum(s) AS BIGINT) AS size, CAST(sum(h) AS BIGINT) AS hot,
              CAST(sum(w) AS BIGINT) AS warm, CAST(sum(c) AS BIGINT) AS cold, any_value(trusted) AS trusted
            FROM (
              SELECT server, root, key, any_value(trusted) AS trusted, coalesce(kind, 'other') AS kind, sum(n) AS n, sum(s) AS s,
                sum(h) AS h, sum(w) AS w, sum(c) AS c
              FROM\s""");
    private static final Sql KINDS = Sql.of("""
             JOIN basis USING (filename) LEFT JOIN (SELECT unnest(?) AS extension, unnest(?) AS kind) USING (extension)
              GROUP BY server, root, key, coalesce(kind, 'other'))
            GROUP BY server, root, key ORDER BY size DESC, server, root, key LIMIT ?""");
    private static final Sql OWNERS =
            Sql.of("SELECT server, root, key, snapshot, size FROM spreads JOIN basis USING (filename)");
    private static final Sql WANTED = Sql.of(
            " JOIN (SELECT unnest(?) AS server, unnest(?) AS root, unnest(?) AS key) USING (server, root, key) WHERE dimension = ?");

    @Override
    public String kind() {
        return "consumers";
    }

    @Override
    public List<Consumer> over(Ground ground) {
        Map<List<String>, List<HeldSnapshot>> roots = new HashMap<>();
        for (HeldSnapshot held : ground.snapshots()) {
            Snapshot snapshot = held.snapshot();
            roots.computeIfAbsent(List.of(snapshot.server(), snapshot.root()), root -> new ArrayList<>())
                    .add(held);
        }
        List<HeldSnapshot> newest = roots.values().stream()
                .flatMap(scans -> scans.stream()
                        .filter(scan -> !scan.snapshot().hasFoldersAlone())
                        .max((a, b) ->
                                a.snapshot().startedAt().compareTo(b.snapshot().startedAt()))
                        .stream())
                .toList();
        List<Holdings> holdings = ground.only(newest).ask(holdings(), Holdings::of);
        if (holdings.isEmpty()) {
            return List.of();
        }
        Map<Owner, Map<String, Long>> sizes = sizes(holdings, ground);
        return holdings.stream()
                .map(has -> Consumer.of(
                        has,
                        course(
                                roots.getOrDefault(
                                        List.of(
                                                has.owner().server(),
                                                has.owner().root()),
                                        List.of()),
                                sizes.getOrDefault(has.owner(), Map.of()))))
                .toList();
    }

    private Course course(List<HeldSnapshot> scans, Map<String, Long> sizes) {
        DailyBytes days = new DailyBytes();
        scans.stream()
                .map(HeldSnapshot::snapshot)
                .filter(scan -> by == ConsumerBy.FOLDER || !scan.hasFoldersAlone())
                .sorted((a, b) -> a.startedAt().compareTo(b.startedAt()))
                .forEach(scan -> days.add(
                        TimeUnit.MILLISECONDS.toMicros(scan.startedAt().toEpochMilli()),
                        sizes.getOrDefault(scan.id().toString(), 0L)));
        return days.course();
    }

    private Query holdings() {
        List<String> extensions = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (DataType type : DataType.values()) {
            for (String extension : type.extensions()) {
                extensions.add(extension);
                kinds.add(type.label());
            }
        }
        return Query.of(HOLDINGS.plus(Temperatures.rows(by, below)).plus(KINDS.with(extensions, kinds, limit)));
    }

    /// By snapshot.
    private Map<Owner, Map<String, Long>> sizes(List<Holdings> of, Ground ground) {
        Map<Owner, Map<String, Long>> sizes = new HashMap<>();
        of.forEach(has -> sizes.put(has.owner(), new HashMap<>()));
        (by == ConsumerBy.OWNER ? ofOwners(of, ground) : ofFolders(of, ground)).forEach(size -> {
            Map<String, Long> wanted = sizes.get(size.owner);
            if (wanted != null) {
                wanted.put(size.snapshot, size.bytes);
            }
        });
        return sizes;
    }

    private static List<Size> ofOwners(List<Holdings> of, Ground ground) {
        Query query = Query.of(OWNERS.plus(WANTED)
                .with(
                        of.stream().map(has -> has.owner().server()).toList(),
                        of.stream().map(has -> has.owner().root()).toList(),
                        of.stream().map(has -> has.owner().key()).toList(),
                        Dimension.OWNER.label()));
        return withEntries(ground).ask(query, row -> new Size(Owner.of(row), row.text("snapshot"), row.number("size")));
    }

    private static List<Size> ofFolders(List<Holdings> of, Ground ground) {
        return of.stream()
                .map(has -> has.owner().key())
                .distinct()
                .flatMap(path -> ground
                        .folder(
                                path,
                                row -> new Size(
                                        new Owner(row.text("server"), row.text("root"), path),
                                        row.text("snapshot"),
                                        row.number("total_size")))
                        .stream())
                .toList();
    }

    /// Of some snapshots retention kept the folders alone.
    private static Ground withEntries(Ground ground) {
        return ground.where(snapshot -> !snapshot.hasFoldersAlone());
    }

    private record Size(Owner owner, String snapshot, long bytes) {}
}
