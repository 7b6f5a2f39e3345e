package io.tidemark.analytics.consumer;

import java.util.Random;

/// Series of days with a label: what somebody would draw who was asked for such a growth, with noise of several kinds.
/// Nothing
/// here is known to the classifier, nor taken from it.
final class MadeCourses {
    private final Random random;
    private final int days;
    private final double[] bytes;

    private MadeCourses(long seed) {
        this.random = new Random(seed);
        this.days = 60 + random.nextInt(341);
        this.bytes = new double[days];
    }

    static double[] of(GrowthShape shape, long seed) {
        MadeCourses made = new MadeCourses(seed);
        switch (shape) {
            case FLAT -> made.drift(made.between(-0.01, 0.01));
            case LINEAR -> made.drift(made.between(0.15, 3));
            case ACCELERATING -> made.accelerate(made.between(3, 12));
            case SEASONAL -> made.season(made.between(0.1, 0.5));
            case BURSTING -> made.burst(1 + made.random.nextInt(6));
            case SHRINKING -> made.shrink(made.between(0.1, 0.8));
            case UNKNOWN -> throw new IllegalArgumentException("nothing is drawn like that");
        }
        made.disturb(made.between(0.0005, 0.01));
        return made.scaled(Math.pow(10, made.between(9, 13)));
    }

    private void drift(double share) {
        for (int day = 0; day < days; day++) {
            bytes[day] += 1 + share * day / (days - 1);
        }
    }

    private void accelerate(double times) {
        boolean exponential = random.nextBoolean();
        for (int day = 0; day < days; day++) {
            double time = day / (days - 1.0);
            bytes[day] = exponential ? Math.pow(times, time) : 1 + (times - 1) * time * time;
        }
    }

    private void season(double height) {
        int period = days >= 120 && random.nextBoolean() ? 30 : 7;
        int form = random.nextInt(3);
        int begin = random.nextInt(period);
        drift(height * between(-0.3, 0.3));
        for (int day = 0; day < days; day++) {
            int phase = (day + begin) % period;
            bytes[day] += height
                    * switch (form) {
                        case 0 -> Math.sin(2 * Math.PI * phase / period) / 2;
                        case 1 -> phase < period * 2 / 7 ? 0 : 1;
                        default -> phase / (period - 1.0);
                    };
        }
    }

    private void burst(int times) {
        drift(between(-0.02, 0.02));
        for (int i = 0; i < times; i++) {
            int at = 5 + random.nextInt(days - 10);
            int until = random.nextBoolean() ? days : Math.min(days, at + 3 + random.nextInt(13));
            lift(at, until, between(0.15, 1));
        }
    }

    private void shrink(double to) {
        int form = random.nextInt(3);
        if (form == 2) {
            drift(0);
            int times = 2 + random.nextInt(5);
            for (int i = 0; i < times; i++) {
                lift(5 + random.nextInt(days - 10), days, (to - 1) / times);
            }
            return;
        }
        for (int day = 0; day < days; day++) {
            double time = day / (days - 1.0);
            bytes[day] = form == 0 ? 1 - (1 - to) * time : Math.pow(to, time);
        }
    }

    private void lift(int from, int until, double height) {
        for (int day = from; day < until; day++) {
            bytes[day] += height;
        }
    }

    /// Normal noise, noise with long tails, or noise of which half is still there the next day.
    private void disturb(double deviation) {
        int kind = random.nextInt(3);
        boolean ofTheSize = random.nextBoolean();
        double before = 0;
        for (int day = 0; day < days; day++) {
            double noise = random.nextGaussian();
            if (kind == 1) {
                noise = Math.signum(noise) * -Math.log(1 - random.nextDouble()) / Math.sqrt(2);
            } else if (kind == 2) {
                before = 0.5 * before + Math.sqrt(0.75) * noise;
                noise = before;
            }
            bytes[day] = Math.max(0, bytes[day] + deviation * noise * (ofTheSize ? bytes[day] : 1));
        }
    }

    private double[] scaled(double level) {
        for (int day = 0; day < days; day++) {
            bytes[day] = Math.rint(bytes[day] * level);
        }
        return bytes;
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }
}
