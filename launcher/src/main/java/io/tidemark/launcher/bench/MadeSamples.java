package io.tidemark.launcher.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Readings that look like those of real volumes: written to by day more than by night, in three of
/// ten minutes on
/// average, by a few blocks or by many (log-normal), a third of it given back; a file or two come and
/// go. Readings are
/// taken each minute with up to eight milliseconds of delay. Ten volumes a server; the same numbers
/// give the same
/// readings.
final class MadeSamples {
    private static final int VOLUMES_PER_SERVER = 10;
    private static final int BLOCK = 4096;
    private static final int MINUTES_PER_DAY = 1440;
    private static final int LATEST_MILLIS = 8;

    /// One reading; what is not said is derived from it.
    record Reading(int volume, long millis, long size, long used, long inodes, long inodesFree) {
        String server() {
            return "made-" + volume / VOLUMES_PER_SERVER;
        }

        String mountPoint() {
            return "/data/" + volume % VOLUMES_PER_SERVER;
        }

        String device() {
            return "/dev/sd" + (char) ('b' + volume % VOLUMES_PER_SERVER);
        }

        long free() {
            return size - used;
        }

        /// A twentieth is kept back for the administrator, as ext4 does.
        long available() {
            return Math.max(0, free() - size / 20);
        }

        /// As history takes it.
        String json() {
            return "{\"server\":\"" + server() + "\",\"volume\":\"" + mountPoint() + "\",\"device\":\"" + device()
                    + "\",\"type\":\"ext4\",\"at\":\"" + Instant.ofEpochMilli(millis) + "\",\"sizeBytes\":" + size
                    + ",\"usedBytes\":" + used + ",\"freeBytes\":" + free() + ",\"availableBytes\":" + available()
                    + ",\"inodes\":" + inodes + ",\"inodesFree\":" + inodesFree + "}\n";
        }
    }

    private static final class Volume {
        private final SplittableRandom random;
        private final long size;
        private final double rate;
        private long used;
        private long inodesFree;

        Volume(int number) {
            this.random = new SplittableRandom(number);
            this.size = random.nextLong(100, 1000) << 30;
            this.rate = random.nextDouble(3);
            this.used = size / 4 / BLOCK * BLOCK;
            this.inodesFree = inodes() * 2 / 3;
        }

        long inodes() {
            return size / 16_384;
        }

        void live(int minute) {
            double busy = 0.6 * (0.2 + 0.5 * Math.sin(Math.PI * minute / MINUTES_PER_DAY));
            if (random.nextDouble() < busy) {
                long blocks = (long) (Math.exp(random.nextGaussian() * 2) * rate);
                long change = random.nextInt(3) == 0 ? -blocks : blocks;
                used = Math.clamp(used + change * BLOCK, 0L, size * 9 / 10);
                inodesFree = Math.clamp(inodesFree + random.nextInt(-3, 3), 0L, inodes());
            }
        }
    }

    private final List<Volume> volumes = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Instant begin;

    MadeSamples(int volumes, Instant begin) {
        this.begin = begin;
        for (int i = 0; i < volumes; i++) {
            this.volumes.add(new Volume(i));
        }
    }

    /// The readings of the next day, by time; to be asked for day by day.
    List<Reading> day(int day) {
        List<Reading> readings = new ArrayList<>(volumes.size() * MINUTES_PER_DAY);
        for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
            long millis = 0;
            for (int i = 0; i < volumes.size(); i++) {
                if (i % VOLUMES_PER_SERVER == 0) {
                    millis = at(day, minute) + random.nextInt(LATEST_MILLIS);
                }
                Volume volume = volumes.get(i);
                volume.live(minute);
                readings.add(new Reading(i, millis, volume.size, volume.used, volume.inodes(), volume.inodesFree));
            }
        }
        return readings;
    }

    private long at(int day, int minute) {
        return begin.toEpochMilli() + ((long) day * MINUTES_PER_DAY + minute) * 60_000;
    }
}
