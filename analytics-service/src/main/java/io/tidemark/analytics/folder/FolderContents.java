package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What a folder holds on all servers that have it: its totals, and one page of its children.
///
/// @param limit how many children at most
/// @param cursor of the page of children before; null for the first page
public record FolderContents(
        FolderPath path, int limit, @Nullable String cursor) implements FolderQuestion<Folder> {
    private static final Query TOTALS = Query.of("""
            SELECT server, snapshot, total_size, total_allocated, total_files, total_directories, files, directories, size,
              allocated, epoch_us(newest_modified) AS newest_modified, epoch_us(newest_accessed) AS newest_accessed,
              epoch_us(modified) AS modified, coalesce(owner, CAST(uid AS VARCHAR)) AS owner, error
            FROM folders JOIN basis USING (filename) WHERE path = ? ORDER BY server""");

    private static final Query CHILDREN = Query.of("""
            SELECT server, name, raw_name, type, size, allocated, files, directories, counted, owner, modified, error FROM (
              SELECT filename, name, to_base64(raw_name) AS raw_name, coalesce(to_base64(raw_name), '') AS raw, type, size, allocated, 0 AS files,
                0 AS directories, counted, coalesce(owner, CAST(uid AS VARCHAR)) AS owner, epoch_us(modified) AS modified,
                NULL AS error
              FROM all_entries WHERE directory = ?
              UNION ALL
              SELECT filename, substr(path, length(?) + 1) AS name, NULL AS raw_name, '' AS raw, 'directory' AS type,
                total_size AS size, total_allocated AS allocated, total_files AS files, total_directories AS directories,
                true AS counted, coalesce(owner, CAST(uid AS VARCHAR)) AS owner, epoch_us(modified) AS modified, error
              FROM folders WHERE parent = ? AND path <> parent
            ) JOIN basis USING (filename)
            WHERE size < ? OR (size = ? AND (server, name, raw) > (?, ?, ?))
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
        List<Totals> totals = new ArrayList<>(having.ask(TOTALS.with(path.text()), Totals::of));
        totals.addAll(above.totals());
        totals.sort(Comparator.comparing(Totals::server));
        return new Folder(path.text(), totals, children(having, above));
    }

    private Page<Child> children(Ground having, RootsInside above) {
        Place after = cursor == null ? Place.BEGINNING : Place.of(cursor);
        Query query = CHILDREN.with(path.text(), path.below(), path.text())
                .with(after.size, after.size, after.server, after.name, after.rawName, limit + 1);
        List<Child> children = new ArrayList<>(having.ask(query, Child::of));
        above.children().stream().filter(after::isBefore).forEach(children::add);
        children.sort(ORDER);
        return Page.of(children.subList(0, Math.min(children.size(), limit + 1)), limit, FolderContents::cursorOf);
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
