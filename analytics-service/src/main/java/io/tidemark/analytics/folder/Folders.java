package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.source.Selection;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Looks into one folder on all servers that have it.
public final class Folders {
    private static final Query TOTALS = Query.of("""
            SELECT server, snapshot, total_size, total_allocated, total_files, total_directories, files, directories, size,
              allocated, epoch_us(newest_modified) AS newest_modified, epoch_us(newest_accessed) AS newest_accessed,
              epoch_us(modified) AS modified, coalesce(owner, CAST(uid AS VARCHAR)) AS owner, error
            FROM all_directories JOIN basis USING (filename) WHERE path = ? ORDER BY server""");

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
              FROM all_directories WHERE parent = ? AND path <> parent
            ) JOIN basis USING (filename)
            WHERE size < ? OR (size = ? AND (server, name, raw) > (?, ?, ?))
            ORDER BY size DESC, server, name, raw LIMIT ?""");

    private final Questions questions;

    public Folders(Questions questions) {
        this.questions = questions;
    }

    /// The folder's totals, and one page of its children.
    ///
    /// @param limit how many children at most
    /// @param cursor of the page of children before; null for the first page
    /// @throws ProblemException 404 `folder-not-found` where no newest snapshot has the folder
    public Answer<Folder> look(FolderPath path, Selection selection, int limit, @Nullable String cursor) {
        Place after = cursor == null ? Place.BEGINNING : Place.of(cursor);
        return questions.below(
                "folder",
                path.text(),
                selection,
                ground -> new Folder(path.text(), totals(ground, path), children(ground, path, after, limit)));
    }

    static List<Totals> totals(Ground ground, FolderPath path) {
        return ground.ask(TOTALS.with(path.text()), Totals::of);
    }

    private static Page<Child> children(Ground ground, FolderPath path, Place after, int limit) {
        Query query = CHILDREN.with(path.text(), path.below(), path.text())
                .with(after.size, after.size, after.server, after.name, after.rawName, limit + 1);
        return Page.of(ground.ask(query, Child::of), limit, Folders::cursorOf);
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
