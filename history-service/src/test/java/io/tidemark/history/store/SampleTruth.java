package io.tidemark.history.store;

import io.tidemark.history.sample.Bucket;
import io.tidemark.history.sample.Mark;
import io.tidemark.history.sample.Point;
import io.tidemark.history.sample.Resolution;
import io.tidemark.history.sample.Sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What must be known of readings, computed from all of them each time it is asked for.
final class SampleTruth {

    private final TreeSet<Sample> samples = new TreeSet<>(Point.ORDER);

    /// @return how many were new
    int add(Collection<Sample> added) {
        return (int) added.stream().filter(samples::add).count();
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<Sample> latest() {
        return volumes().stream().map(List::getLast).toList();
    }

    List<Bucket> buckets(Resolution resolution) {
        return volumes().stream()
                .flatMap(
                        volume -> volume.stream()
                                .collect(Collectors.groupingBy(sample -> resolution.start(sample.at())))
                                .values()
                                .stream())
                .map(group -> bucket(resolution, group))
                .sorted(Point.ORDER)
                .toList();
    }

    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (List<Sample> volume : volumes()) {
            for (int i = 1; i < volume.size(); i++) {
                Sample before = volume.get(i - 1);
                Sample after = volume.get(i);
                kind(before, after)
                        .ifPresent(kind -> marks.add(
                                new Mark(after.server(), after.volume(), after.at(), kind, side(before), side(after))));
            }
        }
        marks.sort(Comparator.comparing(Mark::at).thenComparing(Mark::volume));
        return marks;
    }

    private static Mark.Side side(Sample one) {
        return new Mark.Side(one.at(), one.device(), one.type(), one.filesystem(), one.sizeBytes(), one.usedBytes());
    }

    private static Optional<Mark.Kind> kind(Sample before, Sample after) {
        boolean known = before.filesystem() != null && after.filesystem() != null;
        boolean same = known
                ? Objects.equals(before.filesystem(), after.filesystem())
                : before.device().equals(after.device()) && before.type().equals(after.type());
        if (!same) {
            return Optional.of(Mark.Kind.REPLACED);
        }
        if (Math.abs(after.sizeBytes() - before.sizeBytes()) > before.sizeBytes() / 1000) {
            return Optional.of(Mark.Kind.RESIZED);
        }
        long fall = before.usedBytes() - after.usedBytes();
        return fall > 0 && after.usedBytes() <= before.usedBytes() / 10 && fall >= after.sizeBytes() / 20
                ? Optional.of(Mark.Kind.RESET)
                : Optional.empty();
    }

    private static Bucket bucket(Resolution resolution, List<Sample> group) {
        Sample first = group.getFirst();
        Sample last = group.getLast();
        BigDecimal sum = group.stream()
                .map(sample -> BigDecimal.valueOf(sample.usedBytes()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Bucket(
                first.server(),
                first.volume(),
                resolution.start(first.at()),
                group.size(),
                first.at(),
                last.at(),
                first.usedBytes(),
                last.usedBytes(),
                group.stream().mapToLong(Sample::usedBytes).min().orElseThrow(),
                group.stream().mapToLong(Sample::usedBytes).max().orElseThrow(),
                sum.divide(BigDecimal.valueOf(group.size()), 0, RoundingMode.HALF_UP)
                        .longValueExact(),
                last.sizeBytes(),
                last.freeBytes(),
                last.availableBytes(),
                last.inodes(),
                last.inodesFree());
    }

    private List<List<Sample>> volumes() {
        return List.copyOf(samples.stream()
                .collect(Collectors.groupingBy(Sample::volume, java.util.TreeMap::new, Collectors.toList()))
                .values());
    }
}
