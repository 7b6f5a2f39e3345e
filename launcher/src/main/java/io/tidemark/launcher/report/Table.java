package io.tidemark.launcher.report;

import io.tidemark.platform.size.ByteSize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Rows of text with columns of equal width; the last column is as wide as it needs.
public final class Table {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String title) {
        this.title = title;
    }

    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Table::printable).toList());
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("", title));
        int[] widths = widths();
        rows.forEach(row -> lines.add(line(row, widths)));
        if (rows.isEmpty()) {
            lines.add("  none");
        }
        return lines;
    }

    /// `12.3 GiB (13,207,024,435 B)`
    static String bytes(long bytes) {
        return bytes < 1024 ? bytes + " B" : ByteSize.format(bytes) + String.format(Locale.ROOT, " (%,d B)", bytes);
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Control characters would move the cursor or split the line; they are shown as escapes.
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\x%02x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(" ");
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            boolean last = column == row.size() - 1;
            line.append(' ').append(cell).append(last ? "" : " ".repeat(widths[column] - cell.length() + 1));
        }
        return line.toString();
    }
}
