package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Page;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Finds entries and directories by name over the newest snapshots, in the order of server, root,
/// directory, name. Snapshots are read one after the other, so that a page that is full early leaves the
/// rest unread. The root of a scan is not among what is found, only what is in it.
public final class Search {
    private static final String COLUMNS_OF_ENTRIES = """
            SELECT directory, name, to_base64(raw_name) AS raw_name, coalesce(to_base64(raw_name), '') AS raw, type, size, allocated,
              coalesce(owner, CAST(uid AS VARCHAR)) AS owner, epoch_us(modified) AS modified
            FROM all_entries""";
    private static final String COLUMNS_OF_DIRECTORIES = """
            SELECT parent AS directory,
              CASE WHEN parent = '/' THEN substr(path, 2) ELSE substr(path, length(parent) + 2) END AS name,
              NULL AS raw_name, '' AS raw, 'directory' AS type, total_size AS size, total_allocated AS allocated,
              coalesce(owner, CAST(uid AS VARCHAR)) AS owner, epoch_us(modified) AS modified
            FROM all_directories WHERE parent IS NOT NULL""";
    private static final String PAGE = """
             AND (directory, name, raw) > (?, ?, ?) ORDER BY directory, name, raw LIMIT ?""";

    private static final Query BY_NAME = Query.of("SELECT * FROM (" + COLUMNS_OF_ENTRIES + " UNION ALL "
            + COLUMNS_OF_DIRECTORIES + ") WHERE name ILIKE ? ESCAPE '\\'" + PAGE);
    private static final Query BY_PATH = Query.of("SELECT * FROM (" + COLUMNS_OF_ENTRIES + " UNION ALL "
            + COLUMNS_OF_DIRECTORIES
            + ") WHERE (CASE WHEN directory = '/' THEN '' ELSE directory END || '/' || name) ILIKE ? ESCAPE '\\'"
            + PAGE);

    private final Questions questions;

    public Search(Questions questions) {
        this.questions = questions;
    }

    /// One page of what matches.
    ///
    /// @param cursor of the page before; null for the first page
    public Answer<Page<Found>> find(NamePattern pattern, Selection selection, int limit, @Nullable String cursor) {
        Place after = cursor == null ? Place.BEGINNING : Place.of(cursor);
        return questions.everywhere(
                "search",
                selection,
                ground -> Page.of(rows(ground, pattern, after, limit + 1), limit, Search::cursorOf));
    }

    private static List<Found> rows(Ground ground, NamePattern pattern, Place after, int wanted) {
        List<Found> found = new ArrayList<>();
        for (HeldSnapshot held : ground.snapshots()) {
            if (found.size() < wanted && after.reaches(held.snapshot())) {
                found.addAll(rowsOf(ground, held, pattern, after, wanted - found.size()));
            }
        }
        return found;
    }

    private static List<Found> rowsOf(Ground ground, HeldSnapshot held, NamePattern pattern, Place after, int wanted) {
        Snapshot snapshot = held.snapshot();
        Place start = after.isIn(snapshot) ? after : Place.BEGINNING;
        Query query = (pattern.isOverPath() ? BY_PATH : BY_NAME)
                .with(pattern.like(), start.directory, start.name, start.rawName, wanted);
        return ground.only(List.of(held)).ask(query, row -> Found.of(snapshot.server(), snapshot.root(), row));
    }

    private static String cursorOf(Found last) {
        return Cursor.encode(
                last.server(),
                last.root(),
                last.directory(),
                last.name(),
                Objects.requireNonNullElse(last.rawName(), ""));
    }

    /// Where a page ended.
    private record Place(String server, String root, String directory, String name, String rawName) {
        static final Place BEGINNING = new Place("", "", "", "", "");

        static Place of(String cursor) {
            List<String> parts = Cursor.decode(cursor, 5);
            return new Place(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
        }

        boolean isIn(Snapshot snapshot) {
            return server.equals(snapshot.server()) && root.equals(snapshot.root());
        }

        /// Whether a snapshot is not wholly before this place.
        boolean reaches(Snapshot snapshot) {
            int byServer = snapshot.server().compareTo(server);
            return byServer > 0 || (byServer == 0 && snapshot.root().compareTo(root) >= 0);
        }
    }
}
