package io.tidemark.history.inventory;

import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.LockedDatabase;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gathers the items of one inventory in a table.
final class InventoryTable implements Item.Sink, AutoCloseable {

    static final String CREATE = """
            CREATE TABLE item (path VARCHAR, directory VARCHAR, name VARCHAR, raw_name BLOB, extension VARCHAR,
                type VARCHAR, size BIGINT, allocated BIGINT, modified BIGINT, accessed BIGINT, changed BIGINT,
                created BIGINT, uid BIGINT, gid BIGINT, owner VARCHAR, group_name VARCHAR, mode INTEGER, inode BIGINT,
                device BIGINT, links BIGINT, several BOOLEAN,
                again BOOLEAN, error VARCHAR)
            """;

    private static final Set<Column> OF_ALL = EnumSet.of(Column.ALLOCATED, Column.INODE, Column.DEVICE);

    private final DuckDBAppender rows;
    private final long mostRows;
    private final Map<Column, Long> known = new EnumMap<>(Column.class);
    private long taken;
    private long entries;

    InventoryTable(LockedDatabase database, long mostRows) throws SQLException {
        database.execute(CREATE);
        this.rows = database.appender("item");
        this.mostRows = mostRows;
    }

    @Override
    public void take(Item item) throws Unreadable {
        if (++taken > mostRows) {
            throw new Unreadable("there are more than " + mostRows + " files and folders");
        }
        try {
            append(item);
        } catch (SQLException e) {
            throw new IllegalStateException("a row cannot be kept", e);
        }
    }

    /// Columns for which no entry had a value; and of those that each entry must have, those that some
    /// had not.
    Set<Column> lacking() {
        Set<Column> lacking = EnumSet.noneOf(Column.class);
        for (Column column : Column.values()) {
            long values = known.getOrDefault(column, 0L);
            if (values == 0 || (OF_ALL.contains(column) && values < entries)) {
                lacking.add(column);
            }
        }
        return lacking;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }

    private void append(Item item) throws SQLException {
        int slash = item.path().lastIndexOf('/');
        String name = item.path().substring(slash + 1);
        rows.beginRow();
        rows.append(item.path())
                .append(slash == 0 ? "/" : item.path().substring(0, slash))
                .append(name);
        append(item.raw());
        rows.append(item.isDirectory() ? "" : extension(name))
                .append(item.type())
                .append(item.size());
        boolean entry = !item.isDirectory();
        entries += entry ? 1 : 0;
        append(Column.ALLOCATED, item.allocated(), entry);
        append(Column.MODIFIED, item.modified(), entry);
        append(Column.ACCESSED, item.accessed(), entry);
        append(Column.CHANGED, item.changed(), entry);
        append(Column.CREATED, item.created(), entry);
        append(Column.UID, item.uid(), entry);
        append(Column.GID, item.gid(), entry);
        append(Column.OWNER, item.owner(), entry);
        append(Column.GROUP_NAME, item.group(), entry);
        appendMode(item, entry);
        append(Column.INODE, item.inode(), entry);
        append(Column.DEVICE, item.device(), entry);
        append(Column.LINKS, item.links(), entry);
        rows.append(item.severalNames()).append(item.again());
        append(item.error());
        rows.endRow();
    }

    private void append(Column column, @Nullable Long value, boolean entry) throws SQLException {
        if (value == null) {
            rows.appendNull();
        } else {
            rows.append(value.longValue());
            note(column, entry);
        }
    }

    private void append(Column column, @Nullable String value, boolean entry) throws SQLException {
        append(value);
        if (value != null) {
            note(column, entry);
        }
    }

    private void appendMode(Item item, boolean entry) throws SQLException {
        Long mode = item.mode();
        if (mode == null) {
            rows.appendNull();
        } else {
            rows.append(mode.intValue());
            note(Column.MODE, entry);
        }
    }

    private void append(@Nullable String text) throws SQLException {
        if (text == null) {
            rows.appendNull();
        } else {
            rows.append(text);
        }
    }

    private void append(byte @Nullable [] bytes) throws SQLException {
        if (bytes == null) {
            rows.appendNull();
        } else {
            rows.append(bytes);
        }
    }

    private void note(Column column, boolean entry) {
        if (entry) {
            known.merge(column, 1L, Long::sum);
        }
    }

    /// As scan-service has it: what follows the last dot, unless that is the first or last character.
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 || dot == name.length() - 1
                ? ""
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
