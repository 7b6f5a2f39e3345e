package io.tidemark.analytics.usage;

import java.util.Arrays;
import java.util.stream.Stream;

/// How large a file is.
public enum SizeClass {
    EMPTY("empty", 1),
    BELOW_4_KIB("below-4-kib", 1L << 12),
    BELOW_64_KIB("below-64-kib", 1L << 16),
    BELOW_1_MIB("below-1-mib", 1L << 20),
    BELOW_16_MIB("below-16-mib", 1L << 24),
    BELOW_128_MIB("below-128-mib", 1L << 27),
    BELOW_1_GIB("below-1-gib", 1L << 30),
    BELOW_16_GIB("below-16-gib", 1L << 34),
    HUGE("16-gib-and-more", Long.MAX_VALUE);

    private final String label;
    private final long endBytes;

    SizeClass(String label, long endBytes) {
        this.label = label;
        this.endBytes = endBytes;
    }

    public String label() {
        return label;
    }

    /// The size that is just too large for this class.
    long endBytes() {
        return endBytes;
    }

    /// Where each class ends and its name, in order; of the last one the name alone.
    static Object[] limitsAndLabels() {
        return Stream.concat(
                        Arrays.stream(values())
                                .filter(size -> size != HUGE)
                                .flatMap(size -> Stream.<Object>of(size.endBytes, size.label)),
                        Stream.of(HUGE.label))
                .toArray();
    }
}
