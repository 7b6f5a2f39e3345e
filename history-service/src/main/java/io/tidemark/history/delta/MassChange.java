package io.tidemark.history.delta;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;

import java.util.List;
import java.util.Optional;

/// An unusual share of a root's entries was deleted, moved or rewritten between two snapshots.
///
/// @param share of the entries that were there before, 0 to 1
/// @param threshold what would still have been usual for this root
/// @param median of the shares so far
public record MassChange(
        ServerName server,
        String root,
        SnapshotId from,
        SnapshotId to,
        double share,
        double threshold,
        double median,
        long deleted,
        long moved,
        long rewritten) {

    /// Turns a median absolute deviation into what a standard deviation would be, were the shares normal.
    private static final double NORMAL = 1.4826;

    /// So many shares of nearly the same size among those remembered are a habit: a weekly backup, a
    /// monthly clean-up.
    private static final int HABIT = 3;

    private static final double NEARLY = 0.9;

    /// @param floor share below which nothing is unusual
    /// @param deviations how many robust deviations above the median are still usual
    /// @param fewest changed entries below which nothing is unusual
    public record Rule(double floor, double deviations, long fewest) {
        public Rule {
            if (!(floor > 0 && floor <= 1) || !(deviations > 0) || fewest < 1) {
                throw new IllegalArgumentException("history.mass-change: floor is above 0 and at most 1, deviations is"
                        + " above 0, fewest-entries is at least 1");
            }
        }

        /// Judges a delta against the shares of the same root so far (median and median absolute
        /// deviation, which a
        /// few earlier mass changes do not move, and what came several times is usual).
        public Optional<MassChange> judge(DeltaSummary delta, List<Double> sharesSoFar) {
            double median = median(sharesSoFar);
            double spread = median(
                    sharesSoFar.stream().map(share -> Math.abs(share - median)).toList());
            double threshold = Math.max(floor, median + deviations * NORMAL * spread);
            long deleted = delta.kinds().deleted().entries();
            long moved = delta.kinds().moved().entries();
            double share = delta.changedShare();
            long alike =
                    sharesSoFar.stream().filter(past -> past >= NEARLY * share).count();
            boolean unusual = share > threshold && alike < HABIT && deleted + moved + delta.rewritten() >= fewest;
            return unusual
                    ? Optional.of(new MassChange(
                            delta.server(),
                            delta.root(),
                            delta.from().id(),
                            delta.to().id(),
                            share,
                            threshold,
                            median,
                            deleted,
                            moved,
                            delta.rewritten()))
                    : Optional.empty();
        }

        private static double median(List<Double> values) {
            if (values.isEmpty()) {
                return 0;
            }
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
