package io.tidemark.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The runs of one program on one tree.
final class Runs {
    private final List<Run> all = new ArrayList<>();

    void add(Run run) {
        all.add(run);
    }

    double fastest() {
        return sorted(Run::wallSeconds).getFirst();
    }

    double median() {
        return median(sorted(Run::wallSeconds));
    }

    double slowest() {
        return sorted(Run::wallSeconds).getLast();
    }

    double medianCpu() {
        return median(sorted(Run::cpuSeconds));
    }

    long peakBytes() {
        return all.stream().mapToLong(Run::peakBytes).max().orElseThrow();
    }

    /// The value in the middle; the mean of both where there are two.
    ///
    /// @param values in any order, at least one
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private List<Double> sorted(ToDoubleFunction<Run> value) {
        return all.stream().mapToDouble(value).sorted().boxed().toList();
    }
}
