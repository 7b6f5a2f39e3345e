package io.tidemark.history.inventory;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What GNU find prints, a NUL character behind each record, so that names may have tabs and line feeds
/// in them.
public final class FindInventory {

    /// What to give to `find ROOT -printf`.
    public static final String PRINTF =
            "%y\\t%s\\t%b\\t%T@\\t%A@\\t%C@\\t%B@\\t%U\\t%G\\t%u\\t%g\\t%m\\t%i\\t%D\\t%n\\t%p\\0";

    private static final int FIELDS = 16;
    private static final int LONGEST = 1 << 17;
    private static final int BLOCK = 512;

    private FindInventory() {}

    static void read(InputStream content, Paths paths, Item.Sink sink) throws IOException, Unreadable {
        BufferedInputStream in = new BufferedInputStream(content, 1 << 16);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        long number = 1;
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == 0) {
                    sink.take(item(record.toByteArray(), paths));
                    record.reset();
                    number++;
                } else if (record.size() >= LONGEST) {
                    throw new Unreadable("it has more than " + LONGEST + " bytes");
                } else {
                    record.write(b);
                }
            }
            if (record.size() > 0) {
                throw new Unreadable("it does not end with a NUL character; was it written with -printf '" + PRINTF
                        + "', and is it whole?");
            }
        } catch (Unreadable e) {
            throw Unreadable.at("record", number, String.valueOf(e.getMessage()));
        }
    }

    private static Item item(byte[] record, Paths paths) throws Unreadable {
        int at = 0;
        String[] cells = new String[FIELDS - 1];
        for (int i = 0; i < cells.length; i++) {
            int end = tab(record, at);
            cells[i] = new String(record, at, end - at, StandardCharsets.UTF_8);
            at = end + 1;
        }
        byte[] path = Arrays.copyOfRange(record, at, record.length);
        int slash = lastSlash(path);
        byte[] name = Arrays.copyOfRange(path, slash + 1, path.length);
        return item(List.of(cells), paths.place(readable(path)), isUtf8(name) ? null : name);
    }

    private static Item item(List<String> cells, String path, byte @Nullable [] raw) throws Unreadable {
        Long size = Cells.number("size", cells.get(1));
        Long blocks = Cells.number("blocks", cells.get(2));
        Long links = Cells.number("links", cells.get(14));
        Long mode = Cells.octal("mode", cells.get(11));
        String type = Cells.type(cells.get(0));
        return new Item(
                path,
                raw,
                type,
                size == null ? 0 : size,
                blocks == null ? null : Math.multiplyExact(blocks, BLOCK),
                Cells.time("modified", cells.get(3)),
                Cells.time("accessed", cells.get(4)),
                Cells.time("changed", cells.get(5)),
                born(cells.get(6)),
                Cells.number("uid", cells.get(7)),
                Cells.number("gid", cells.get(8)),
                named(cells.get(9), cells.get(7)),
                named(cells.get(10), cells.get(8)),
                mode == null ? null : mode | kind(type),
                Cells.number("inode", cells.get(12)),
                Cells.number("device", cells.get(13)),
                links,
                links != null && links > 1,
                false,
                null);
    }

    /// find 4.9 and earlier print `-1.-000000010` where they do not know.
    private static @Nullable Long born(String text) throws Unreadable {
        return text.startsWith("-") ? null : Cells.time("created", text);
    }

    /// find prints the number where nobody has it.
    private static @Nullable String named(String name, String number) {
        return name.isEmpty() || name.equals(number) ? null : name;
    }

    /// The bits of `st_mode` above the permissions.
    private static long kind(String type) {
        return switch (type) {
            case "file" -> 0100000;
            case "symlink" -> 0120000;
            case "fifo" -> 0010000;
            case "socket" -> 0140000;
            case "char" -> 0020000;
            case "block" -> 0060000;
            default -> 0040000;
        };
    }

    private static int tab(byte[] record, int from) throws Unreadable {
        for (int i = from; i < record.length; i++) {
            if (record[i] == '\t') {
                return i;
            }
        }
        throw new Unreadable("it has fewer than " + FIELDS + " fields; was it written with -printf '" + PRINTF + "'?");
    }

    private static int lastSlash(byte[] path) {
        int at = path.length - 1;
        while (at >= 0 && path[at] != '/') {
            at--;
        }
        return at;
    }

    private static boolean isUtf8(byte[] name) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// Stray bytes stand as `\xHH`.
    private static String readable(byte[] path) {
        if (isUtf8(path)) {
            return new String(path, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < path.length) {
            int length = whole(path, at);
            if (length == 0) {
                text.append(String.format("\\x%02X", path[at]));
                at++;
            } else {
                text.append(new String(path, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /// How many bytes the character at `at` has; 0 where none begins.
    private static int whole(byte[] path, int at) {
        for (int length = 1; length <= 4 && at + length <= path.length; length++) {
            if (isUtf8(Arrays.copyOfRange(path, at, at + length))) {
                return length;
            }
        }
        return 0;
    }
}
