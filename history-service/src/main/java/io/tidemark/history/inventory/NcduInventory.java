package io.tidemark.history.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The JSON that ncdu (`-o`) and gdu (`-o`) export: `[1, minor, {about}, folder]`, where a folder is an
/// array that
/// begins with its own object and goes on with files (objects) and folders (arrays). Read as a stream,
/// one open folder
/// for each level.
final class NcduInventory {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Paths.DEEPEST + 8)
                    .maxStringLength(Paths.LONGEST)
                    .maxNameLength(100)
                    .maxNumberLength(40)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final int MOST_FIELDS = 50;

    /// @param written its path as the export has it
    private record Folder(String written, @Nullable Long device) {}

    private final JsonParser json;
    private final boolean gdu;
    private final Paths paths;
    private final Item.Sink sink;
    private final Deque<Folder> open = new ArrayDeque<>();

    private NcduInventory(JsonParser json, boolean gdu, Paths paths, Item.Sink sink) {
        this.json = json;
        this.gdu = gdu;
        this.paths = paths;
        this.sink = sink;
    }

    /// @param gdu whether it is gdu's: it marks the second and later names of an inode, ncdu marks all
    static void read(InputStream content, boolean gdu, Paths paths, Item.Sink sink) throws IOException, Unreadable {
        try (JsonParser json = JSON.createParser(content)) {
            NcduInventory inventory = new NcduInventory(json, gdu, paths, sink);
            try {
                inventory.document();
            } catch (StreamConstraintsException e) {
                throw inventory.here("it is nested too deep or has a text that is too long", e);
            } catch (JsonProcessingException e) {
                throw inventory.here("it is no JSON, or not whole: " + e.getOriginalMessage(), e);
            } catch (Unreadable e) {
                throw inventory.here(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void document() throws IOException, Unreadable {
        require(json.nextToken() == JsonToken.START_ARRAY, "it is no export of ncdu or gdu: it must begin with [1,");
        require(
                json.nextToken() == JsonToken.VALUE_NUMBER_INT && json.getIntValue() == 1,
                "it is another version of the format than 1");
        require(json.nextToken() == JsonToken.VALUE_NUMBER_INT, "the minor version is missing");
        require(json.nextToken() == JsonToken.START_OBJECT, "what tells of the program is missing");
        json.skipChildren();
        require(json.nextToken() == JsonToken.START_ARRAY, "the first folder is missing");
        folder();
        require(json.nextToken() == JsonToken.END_ARRAY && json.nextToken() == null, "something stands behind the end");
    }

    /// One folder with all below it; the parser stands at its first bracket.
    private void folder() throws IOException, Unreadable {
        int depth = 0;
        JsonToken token = JsonToken.START_ARRAY;
        do {
            switch (token) {
                case START_ARRAY -> {
                    require(json.nextToken() == JsonToken.START_OBJECT, "a folder must begin with its own object");
                    enter(fields());
                    depth++;
                }
                case END_ARRAY -> {
                    open.pop();
                    depth--;
                }
                case START_OBJECT -> file(fields());
                default -> throw new Unreadable("a folder has something that is no file and no folder");
            }
            token = depth == 0 ? JsonToken.END_ARRAY : json.nextToken();
            require(token != null, "it ends in the middle");
        } while (depth > 0);
    }

    private void enter(Map<String, String> fields) throws Unreadable {
        String name = name(fields);
        String written = open.isEmpty() ? name : below(name);
        Long device = device(fields);
        open.push(new Folder(written, device));
        sink.take(item(written, Item.DIRECTORY, fields, device));
    }

    private void file(Map<String, String> fields) throws Unreadable {
        String written = below(name(fields));
        String excluded = fields.get("excluded");
        if (excluded == null) {
            sink.take(item(written, type(fields), fields, device(fields)));
        } else if (!excluded.equals("pattern")) {
            sink.take(item(written, Item.DIRECTORY, Map.of("excluded", excluded), null));
        }
    }

    private Item item(String written, String type, Map<String, String> fields, @Nullable Long device)
            throws Unreadable {
        Long size = number("asize", fields);
        Long links = number("nlink", fields);
        Long mode = number("mode", fields);
        return new Item(
                paths.place(written),
                null,
                type,
                size == null ? 0 : notNegative(size),
                allocated(fields),
                Cells.time("mtime", fields.get("mtime")),
                null,
                null,
                null,
                number("uid", fields),
                number("gid", fields),
                null,
                null,
                mode,
                number("ino", fields),
                device,
                links,
                !gdu && ("true".equals(fields.get("hlnkc")) || (links != null && links > 1)),
                gdu && "true".equals(fields.get("hlnkc")),
                error(fields));
    }

    /// Neither program writes a zero.
    private static Long allocated(Map<String, String> fields) throws Unreadable {
        Long allocated = number("dsize", fields);
        return allocated == null ? 0 : notNegative(allocated);
    }

    private static @Nullable String error(Map<String, String> fields) {
        if (fields.containsKey("excluded")) {
            return "pattern".equals(fields.get("excluded")) ? "excluded" : "mount-point";
        }
        return "true".equals(fields.get("read_error")) ? "other" : null;
    }

    /// Files that are not regular are told of as such and no more, unless the mode is there.
    private static String type(Map<String, String> fields) throws Unreadable {
        Long mode = number("mode", fields);
        if (mode != null) {
            return switch ((int) (mode & 0170000)) {
                case 0120000 -> "symlink";
                case 0010000 -> "fifo";
                case 0140000 -> "socket";
                case 0020000 -> "char";
                case 0060000 -> "block";
                default -> "file";
            };
        }
        return "true".equals(fields.get("notreg")) ? "symlink" : "file";
    }

    private @Nullable Long device(Map<String, String> fields) throws Unreadable {
        Long own = number("dev", fields);
        Folder above = open.peek();
        return own != null || above == null ? own : above.device();
    }

    private String below(String name) {
        Folder above = open.getFirst();
        return above.written().endsWith("/") ? above.written() + name : above.written() + "/" + name;
    }

    private String name(Map<String, String> fields) throws Unreadable {
        String name = fields.get("name");
        if (name == null || name.isEmpty()) {
            throw new Unreadable("a name is missing");
        }
        require(open.isEmpty() || name.indexOf('/') < 0, "a name has a slash: '" + Paths.shown(name) + "'");
        return name;
    }

    private Map<String, String> fields() throws IOException, Unreadable {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            require(json.currentToken() == JsonToken.FIELD_NAME, "an object is not whole");
            String field = json.currentName();
            require(json.nextToken().isScalarValue(), "'" + field + "' is no single value");
            fields.put(field, json.getText());
            require(fields.size() <= MOST_FIELDS, "an object has more than " + MOST_FIELDS + " fields");
        }
        return fields;
    }

    private static long notNegative(long size) throws Unreadable {
        require(size >= 0, "a size is negative");
        return size;
    }

    private static @Nullable Long number(String field, Map<String, String> fields) throws Unreadable {
        return Cells.number(field, fields.get(field));
    }

    private static void require(boolean isSo, String otherwise) throws Unreadable {
        if (!isSo) {
            throw new Unreadable(otherwise);
        }
    }

    private Unreadable here(String message, Throwable cause) {
        var location = json.currentLocation();
        return new Unreadable(
                "line " + Math.max(1, location.getLineNr()) + ", column " + Math.max(1, location.getColumnNr()) + ": "
                        + message,
                cause);
    }
}
