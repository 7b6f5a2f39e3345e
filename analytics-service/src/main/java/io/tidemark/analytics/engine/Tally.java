package io.tidemark.analytics.engine;

import java.util.Arrays;

/// How often each of some stamps was met, in a table with open addressing that is used again and again.
final class Tally {
    private static final long NONE = -1;

    private long[] stamps = new long[1 << 16];
    private int[] copies = new int[1 << 16];
    private int[] places = new int[1 << 16];
    private int several;
    private int known;

    void clear() {
        Arrays.fill(stamps, NONE);
        several = 0;
        known = 0;
    }

    /// Meets a stamp once more.
    void meet(long stamp) {
        int slot = slot(stamp);
        if (stamps[slot] == NONE) {
            stamps[slot] = stamp;
            copies[slot] = 1;
            if (++known > stamps.length / 2) {
                grow();
            }
        } else if (++copies[slot] == 2) {
            places[slot] = several++;
        }
    }

    /// How many stamps were met several times.
    int several() {
        return several;
    }

    /// Which of those this one is, from zero on; -1 where it was met once.
    int place(long stamp) {
        int slot = slot(stamp);
        return copies[slot] > 1 ? places[slot] : -1;
    }

    /// Stamps are as good as random in their lower bits; only the upper ones tell the part that is counted.
    private int slot(long stamp) {
        int slot = (int) stamp & (stamps.length - 1);
        while (stamps[slot] != stamp && stamps[slot] != NONE) {
            slot = (slot + 1) & (stamps.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldStamps = stamps;
        int[] oldCopies = copies;
        int[] oldPlaces = places;
        stamps = new long[2 * oldStamps.length];
        copies = new int[stamps.length];
        places = new int[stamps.length];
        Arrays.fill(stamps, NONE);
        for (int i = 0; i < oldStamps.length; i++) {
            if (oldStamps[i] != NONE) {
                int slot = slot(oldStamps[i]);
                stamps[slot] = oldStamps[i];
                copies[slot] = oldCopies[i];
                places[slot] = oldPlaces[i];
            }
        }
    }
}
