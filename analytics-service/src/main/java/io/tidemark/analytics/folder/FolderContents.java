package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Row;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a folder holds on all servers that have it: its totals, and one page of its children.
///
/// @param limit how many children at most
/// @param cursor of the page of children before; null for the first page
public record FolderContents(
        FolderPath path, int limit, @Nullable String cursor) implements FolderQuestion<Folder> {
    private static final Query ENTRIES = Query.of("""
            SELECT server, name, to_base64(raw_name) AS raw_name, coalesce(to_base64(raw_name), '') AS raw, type, size,
              allocated, counted, coalesce(owner, CAST(uid AS VARCHAR)) AS owner, epoch_us(modified) AS modified
            FROM all_entries JOIN basis USING (filename)
            WHERE directory = ? AND size >= ? AND (size < ? OR (size = ? AND (server, name, raw) > (?, ?, ?)))
            ORDER BY size DESC, server, name, raw LIMIT ?""");

    private static final Comparator<Child> ORDER = Comparator.comparingLong(Child::sizeBytes)
            .reversed()
            .thenComparing(Child::server)
            .thenComparing(Child::name)
            .thenComparing(child -> Objects.requireNonNullElse(child.rawName(), ""));

    @Override
    public String kind() {
        return "folder";
    }

    @Override
    public String folder() {
        return path.text();
    }

    @Override
    public Folder over(Ground ground) {
        Ground having = ground.where(s -> s.reaches(path.text()));
        RootsInside above = RootsInside.of(ground, path);
        List<Totals> totals = new ArrayList<>(having.folder(path.text(), Totals::of));
        totals.addAll(above.totals());
        totals.sort(Comparator.comparing(Totals::server));
        return new Folder(path.text(), totals, children(having, above));
    }

    private Page<Child> children(Ground having, RootsInside above) {
        Place after = cursor == null ? Place.BEGINNING : Place.of(cursor);
        List<Child> children = new ArrayList<>(having.foldersIn(path.text(), Child::ofFolder));
        children.addAll(above.children());
        children.removeIf(child -> !after.isBefore(child));
        children.addAll(entries(having, after, children));
        children.sort(ORDER);
        return Page.of(children.subList(0, Math.min(children.size(), limit + 1)), limit, FolderContents::cursorOf);
    }

    /// The entries in the folder that can be on the page. Where folders alone, and the largest entry on each server,
    /// fill
    /// it, those below need not be read: most often none at all.
    private List<Child> entries(Ground having, Place after, List<Child> folders) {
        Map<String, Long> largest = having.folder(path.text(), Direct::of).stream()
                .filter(direct -> direct.files > 0)
                .collect(Collectors.toMap(Direct::snapshot, Direct::largest));
        long least = Stream.concat(
                        folders.stream().map(Child::sizeBytes),
                        largest.values().stream().filter(size -> size < after.size))
                .sorted(Comparator.reverseOrder())
                .skip(limit)
                .findFirst()
                .orElse(0L);
        Ground worth = having.where(s -> largest.getOrDefault(s.id().toString(), -1L) >= least);
        return worth.ask(
                ENTRIES.with(
                        path.text(), least, after.size, after.size, after.server, after.name, after.rawName, limit + 1),
                Child::ofEntry);
    }

    /// The entries directly in the folder on one server: how many, and the size of the largest.
    private record Direct(String snapshot, long files, long largest) {
        static Direct of(Row row) {
            return new Direct(row.text("snapshot"), row.number("files"), row.number("largest"));
        }
    }

    private static String cursorOf(Child last) {
        return Cursor.encode(
                Long.toString(last.sizeBytes()),
                last.server(),
                last.name(),
                Objects.requireNonNullElse(last.rawName(), ""));
    }

    /// Where a page of children ended.
    private record Place(long size, String server, String name, String rawName) {
        static final Place BEGINNING = new Place(Long.MAX_VALUE, "", "", "");

        boolean isBefore(Child child) {
            return child.sizeBytes() < size
                    || (child.sizeBytes() == size
                            && (child.server() + "\0" + child.name()).compareTo(server + "\0" + name) > 0);
        }

        static Place of(String cursor) {
            List<String> parts = Cursor.decode(cursor, 4);
            try {
                return new Place(Long.parseLong(parts.get(0)), parts.get(1), parts.get(2), parts.get(3));
            } catch (NumberFormatException e) {
                throw new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out", e);
            }
        }
    }
}
