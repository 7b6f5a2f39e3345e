package io.tidemark.launcher.bench;

import java.util.Locale;

/// Whether the kernel has the tree in memory.
enum Heat {
    WARM(0.8, 0.6),
    COLD(0.5, Double.NaN);

    private final double limitBesideDu;
    private final double limitBesideGdu;

    Heat(double limitBesideDu, double limitBesideGdu) {
        this.limitBesideDu = limitBesideDu;
        this.limitBesideGdu = limitBesideGdu;
    }

    /// How long a scan may take, as a multiple of the tool's time; NaN where there is no limit.
    double limit(Tool tool) {
        return switch (tool) {
            case DU -> limitBesideDu;
            case FIND -> Double.NaN;
            case GDU -> limitBesideGdu;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
