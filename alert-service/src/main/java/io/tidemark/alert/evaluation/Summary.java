package io.tidemark.alert.evaluation;

import io.tidemark.platform.size.ByteSize;

import java.util.Locale;

/// Tells an alert in one line.
public final class Summary {

    private Summary() {}

    public static String of(Alert alert) {
        var terms = alert.terms();
        double value = alert.state().latest().value();
        var what = switch (terms.measure()) {
            case USED_SHARE -> "%s used, limit %s".formatted(percent(value), percent(terms.threshold()));
            case FREE_BYTES ->
                "%s free, at least %s wanted"
                        .formatted(ByteSize.format((long) value), ByteSize.format((long) terms.threshold()));
            case FREE_INODES_SHARE ->
                "%s of the inodes free, at least %s wanted".formatted(percent(value), percent(terms.threshold()));
        };
        return "%s on %s: %s".formatted(alert.key().volume(), alert.key().server(), what);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
