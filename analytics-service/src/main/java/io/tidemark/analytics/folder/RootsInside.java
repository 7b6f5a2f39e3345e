package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Row;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A folder above the roots of a server's scans: nobody scanned the folder itself, so all that is known of
/// it are the roots in it, added up.
final class RootsInside {
    private final Ground ground;
    private final FolderPath path;
    private final Map<String, List<Scanned>> byServer;

    private RootsInside(Ground ground, FolderPath path, List<Scanned> roots) {
        this.ground = ground;
        this.path = path;
        this.byServer =
                roots.stream().collect(Collectors.groupingBy(Scanned::server, TreeMap::new, Collectors.toList()));
    }

    static RootsInside of(Ground ground, FolderPath path) {
        Ground inside = ground.where(s -> s.isIn(path.text()));
        return new RootsInside(inside, path, inside.roots(Scanned::of));
    }

    List<Totals> totals() {
        return byServer.entrySet().stream()
                .map(entry -> totals(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// The next steps on the ways to the roots.
    List<Child> children() {
        return byServer.values().stream()
                .flatMap(roots ->
                        steps(roots, path).entrySet().stream().map(step -> child(step.getKey(), step.getValue())))
                .toList();
    }

    List<Tree> trees(int depth, long minBytes) {
        return byServer.entrySet().stream()
                .map(entry -> new Tree(
                        entry.getKey(), null, false, branch(entry.getKey(), path, entry.getValue(), depth, minBytes)))
                .toList();
    }

    private Branch branch(String server, FolderPath at, List<Scanned> roots, int depth, long minBytes) {
        List<Branch> children = new ArrayList<>();
        Sum rest = new Sum();
        steps(roots, at).forEach((name, below) -> {
            Sum sum = Sum.of(below);
            if (depth == 0 || sum.size < minBytes) {
                rest.add(sum);
            } else {
                children.add(step(server, FolderPath.of(at.below() + name), below, depth - 1, minBytes));
            }
        });
        children.sort(Comparator.comparingLong(Branch::sizeBytes).reversed().thenComparing(Branch::path));
        Sum all = Sum.of(roots);
        return new Branch(
                at.text(),
                at.text().substring(at.text().lastIndexOf('/') + (at.text().equals("/") ? 0 : 1)),
                all.size,
                all.allocated,
                all.files,
                all.directories + foldersBetween(roots, at),
                0,
                children,
                rest.count == 0 ? null : new Branch.Rest(rest.count, rest.size, rest.allocated),
                null);
    }

    private Branch step(String server, FolderPath at, List<Scanned> below, int depth, long minBytes) {
        Ground scanned = ground.where(s -> s.server().equals(server) && s.root().equals(at.text()));
        return scanned.snapshots().isEmpty()
                ? branch(server, at, below, depth, minBytes)
                : new FolderTree(at, depth, minBytes).over(scanned).getFirst().root();
    }

    /// What stands in a folder on the way: by name, the roots below each.
    private static Map<String, List<Scanned>> steps(List<Scanned> roots, FolderPath at) {
        return roots.stream()
                .collect(Collectors.groupingBy(root -> root.stepBelow(at), TreeMap::new, Collectors.toList()));
    }

    /// The folders on the ways to the roots, the roots included, each once.
    private static long foldersBetween(List<Scanned> roots, FolderPath at) {
        return roots.stream()
                .flatMap(root -> root.foldersBelow(at).stream())
                .distinct()
                .count();
    }

    private Totals totals(String server, List<Scanned> roots) {
        Sum sum = Sum.of(roots);
        return new Totals(
                server,
                null,
                sum.size,
                sum.allocated,
                sum.files,
                sum.directories + foldersBetween(roots, path),
                new Totals.Direct(0, steps(roots, path).size(), 0, 0),
                newest(roots.stream().map(Scanned::newestModified).toList()),
                newest(roots.stream().map(Scanned::newestAccessed).toList()),
                null,
                null,
                null);
    }

    private Child child(String name, List<Scanned> roots) {
        Sum sum = Sum.of(roots);
        FolderPath at = FolderPath.of(path.below() + name);
        @Nullable
        Scanned own =
                roots.stream().filter(r -> r.root.equals(at.text())).findFirst().orElse(null);
        return new Child(
                roots.getFirst().server,
                name,
                null,
                "directory",
                sum.size,
                sum.allocated,
                sum.files,
                sum.directories + foldersBetween(roots, at),
                true,
                own == null ? null : own.owner,
                own == null ? null : own.modified,
                own == null ? null : own.error);
    }

    private static @Nullable Instant newest(List<@Nullable Instant> moments) {
        @Nullable Instant newest = null;
        for (Instant moment : moments) {
            newest = moment != null && (newest == null || moment.isAfter(newest)) ? moment : newest;
        }
        return newest;
    }

    /// The root of a scan.
    private record Scanned(
            String server,
            String root,
            long size,
            long allocated,
            long files,
            long directories,
            @Nullable String owner,
            @Nullable Instant modified,
            @Nullable String error,
            @Nullable Instant newestModified,
            @Nullable Instant newestAccessed) {
        static Scanned of(Row row) {
            return new Scanned(
                    row.text("server"),
                    row.text("root"),
                    row.number("total_size"),
                    row.number("total_allocated"),
                    row.number("total_files"),
                    row.number("total_directories"),
                    row.textOrNull("owner"),
                    row.micros("modified"),
                    row.textOrNull("error"),
                    row.micros("newest_modified"),
                    row.micros("newest_accessed"));
        }

        String stepBelow(FolderPath at) {
            String rest = root.substring(at.below().length());
            int slash = rest.indexOf('/');
            return slash < 0 ? rest : rest.substring(0, slash);
        }

        List<String> foldersBelow(FolderPath at) {
            List<String> folders = new ArrayList<>();
            for (String folder = root; folder.length() > at.below().length(); ) {
                folders.add(folder);
                folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
            }
            return folders;
        }
    }

    private static final class Sum {
        private long count;
        private long size;
        private long allocated;
        private long files;
        private long directories;

        static Sum of(List<Scanned> roots) {
            Sum sum = new Sum();
            for (Scanned root : roots) {
                sum.size += root.size;
                sum.allocated += root.allocated;
                sum.files += root.files;
                sum.directories += root.directories;
            }
            return sum;
        }

        /// One more folder of what is folded.
        void add(Sum other) {
            count++;
            size += other.size;
            allocated += other.allocated;
        }
    }
}
