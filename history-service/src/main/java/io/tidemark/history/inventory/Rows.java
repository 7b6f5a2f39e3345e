package io.tidemark.history.inventory;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Makes items of the rows of a table.
final class Rows {

    private final Mapping mapping;
    private final Paths paths;
    private final boolean objects;
    private final Item.Sink sink;

    /// @param objects whether the rows are objects of a bucket: names are URL-encoded, names that end
    /// with a slash
    /// stand for folders, and versions that are not the newest are left out
    Rows(Mapping mapping, Paths paths, boolean objects, Item.Sink sink) {
        this.mapping = mapping;
        this.paths = paths;
        this.objects = objects;
        this.sink = sink;
    }

    void take(List<@Nullable String> row) throws Unreadable {
        if ("false".equalsIgnoreCase(cell(Field.LATEST, row)) || "true".equalsIgnoreCase(cell(Field.GONE, row))) {
            return;
        }
        String written = written(row);
        boolean marker = objects && written.endsWith("/");
        String type = marker ? Item.DIRECTORY : Cells.type(cell(Field.TYPE, row));
        String path = paths.place(marker ? written.substring(0, written.length() - 1) : written);
        sink.take(item(path, type, row));
    }

    private Item item(String path, String type, List<@Nullable String> row) throws Unreadable {
        Long size = number(Field.SIZE, row);
        if (size == null && !type.equals(Item.DIRECTORY)) {
            throw new Unreadable("size is empty");
        }
        Long links = number(Field.LINKS, row);
        return new Item(
                path,
                null,
                type,
                notNegative(size),
                number(Field.ALLOCATED, row),
                time(Field.MODIFIED, row),
                time(Field.ACCESSED, row),
                time(Field.CHANGED, row),
                time(Field.CREATED, row),
                number(Field.UID, row),
                number(Field.GID, row),
                Cells.text(cell(Field.OWNER, row)),
                Cells.text(cell(Field.GROUP, row)),
                Cells.octal("mode", cell(Field.MODE, row)),
                number(Field.INODE, row),
                number(Field.DEVICE, row),
                links,
                links == null || links > 1,
                false,
                null);
    }

    private String written(List<@Nullable String> row) throws Unreadable {
        String path = cell(Field.PATH, row);
        String name = cell(Field.NAME, row);
        String folder = cell(Field.DIRECTORY, row);
        if (path == null || path.isEmpty()) {
            if (name == null || name.isEmpty()) {
                throw new Unreadable("the path is empty");
            }
            path = folder == null || folder.isEmpty() ? name : folder + "/" + name;
        }
        return objects ? decoded(path) : path;
    }

    private static String decoded(String key) throws Unreadable {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("the key is not URL-encoded: '" + Paths.shown(key) + "'", e);
        }
    }

    private static long notNegative(@Nullable Long size) throws Unreadable {
        if (size != null && size < 0) {
            throw new Unreadable("size is negative");
        }
        return size == null ? 0 : size;
    }

    private @Nullable String cell(Field field, List<@Nullable String> row) {
        return mapping.cell(field, row);
    }

    private @Nullable Long number(Field field, List<@Nullable String> row) throws Unreadable {
        return Cells.number(field.word(), cell(field, row));
    }

    private @Nullable Long time(Field field, List<@Nullable String> row) throws Unreadable {
        return Cells.time(field.word(), cell(field, row));
    }
}
