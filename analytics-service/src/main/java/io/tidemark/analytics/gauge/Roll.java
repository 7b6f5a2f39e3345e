package io.tidemark.analytics.gauge;

import io.tidemark.analytics.gauge.Gauged.Place;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which folders have time series of their own. Time series that come and go are dear and tell nothing, so a folder
/// that is
/// listed stays until it falls a fifth of all places behind the last one, and another one gets its place at once only
/// where it
/// rises a fifth above it.
public final class Roll {
    private static final int FIFTHS = 5;

    private final int places;
    private Set<Place> listed = Set.of();

    /// @param places how many folders are listed at most
    public Roll(int places) {
        this.places = places;
    }

    /// How many places a budget of time series has: three of each folder, three of the rest, and two that tell of the
    /// export.
    ///
    /// @throws ProblemException 422 where it has none, or is no budget
    public static int placesIn(int series) {
        if (series < 20 || series > 10_000) {
            throw ProblemException.field("series", "must be from 20 to 10000, not " + series);
        }
        return (series - Exposition.FIXED) / Exposition.EACH;
    }

    /// How many folders a ranking must have, so that those that stay are among them.
    public static int candidates(int places) {
        return places + margin(places);
    }

    /// Chooses, and remembers it for the next time.
    ///
    /// @param ranked the largest first
    /// @return at most so many as there are places, the largest first
    public synchronized List<Gauged> next(List<Gauged> ranked) {
        Set<Place> chosen = new LinkedHashSet<>();
        add(ranked.subList(0, Math.min(ranked.size(), places - margin(places))), chosen);
        add(
                ranked.stream()
                        .limit(candidates(places))
                        .filter(folder -> listed.contains(folder.place()))
                        .toList(),
                chosen);
        add(ranked, chosen);
        listed = new HashSet<>(chosen);
        return ranked.stream().filter(folder -> chosen.contains(folder.place())).toList();
    }

    private void add(List<Gauged> folders, Set<Place> chosen) {
        for (Gauged folder : new ArrayList<>(folders)) {
            if (chosen.size() < places) {
                chosen.add(folder.place());
            }
        }
    }

    private static int margin(int places) {
        return Math.max(1, places / FIFTHS);
    }
}
