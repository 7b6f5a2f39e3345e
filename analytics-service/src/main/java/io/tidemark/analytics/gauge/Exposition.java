package io.tidemark.analytics.gauge;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.gauge.Gauged.Place;
import io.tidemark.analytics.gauge.Gauged.Usage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// Folder usage as Prometheus reads it: in its own text format (0.0.4), or as OpenMetrics (1.0.0) has it.
///
/// @param listed have time series of their own
/// @param rest what all other folders, and files in none of them, hold together
/// @param complete whether every snapshot that was asked for was read
/// @param oldest when the oldest of the scans began, in seconds since 1970; 0 where there is none
public record Exposition(List<Gauged> listed, Usage rest, boolean complete, double oldest) {
    static final int EACH = 3;
    static final int FIXED = 5;

    public Exposition {
        listed = List.copyOf(listed);
    }

    public static Exposition of(Ranking ranking, Roll roll, Basis basis) {
        List<Gauged> listed = roll.next(ranking.largest());
        Usage usage = listed.stream().map(Gauged::usage).reduce(Usage.NOTHING, Usage::plus);
        double oldest = basis.snapshots().stream()
                .map(Basis.Used::startedAt)
                .min(Instant::compareTo)
                .map(at -> at.toEpochMilli() / 1000.0)
                .orElse(0.0);
        return new Exposition(listed, ranking.total().minus(usage), basis.complete(), oldest);
    }

    /// @param open as OpenMetrics
    public String text(boolean open) {
        StringBuilder text = new StringBuilder();
        family(text, open, "size_bytes", "bytes", "Bytes below a folder, each inode once", Usage::sizeBytes);
        family(
                text,
                open,
                "allocated_bytes",
                "bytes",
                "Bytes on disk below a folder, each inode once",
                Usage::allocatedBytes);
        family(text, open, "entries", "", "Names below a folder", Usage::entries);
        head(text, open, "tidemark_folder_complete", "", "Whether every newest snapshot was read");
        text.append("tidemark_folder_complete ").append(complete ? 1 : 0).append('\n');
        head(
                text,
                open,
                "tidemark_folder_oldest_scan_timestamp_seconds",
                "seconds",
                "When the oldest of the scans began, since 1970");
        text.append("tidemark_folder_oldest_scan_timestamp_seconds ")
                .append(String.format(Locale.ROOT, "%.3f", oldest))
                .append('\n');
        return open ? text.append("# EOF\n").toString() : text.toString();
    }

    private void family(
            StringBuilder text, boolean open, String name, String unit, String help, ToLongFunction<Usage> value) {
        String own = "tidemark_folder_" + name;
        head(text, open, own, unit, help);
        for (Gauged folder : listed) {
            text.append(own)
                    .append(labels(folder.place()))
                    .append(' ')
                    .append(value.applyAsLong(folder.usage()))
                    .append('\n');
        }
        String others = "tidemark_folder_rest_" + name;
        head(text, open, others, unit, help + ", of all that is not listed");
        text.append(others).append(' ').append(value.applyAsLong(rest)).append('\n');
    }

    private static void head(StringBuilder text, boolean open, String name, String unit, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        if (open && !unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
    }

    private static String labels(Place place) {
        return "{server=\"" + escaped(place.server()) + "\",root=\"" + escaped(place.root()) + "\",folder=\""
                + escaped(place.folder()) + "\"}";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
