package io.tidemark.analytics.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Money: worked out exactly, told to a millionth of the currency's unit.
final class Amount {
    private static final int PLACES = 6;
    /// 10^9 bytes are a GB.
    private static final int GB_DIGITS = 9;

    private Amount() {}

    /// What so many bytes cost.
    static BigDecimal of(BigDecimal bytes, BigDecimal perGb) {
        return bytes.movePointLeft(GB_DIGITS).multiply(perGb);
    }

    static BigDecimal of(long bytes, BigDecimal perGb) {
        return of(BigDecimal.valueOf(bytes), perGb);
    }

    /// What so many requests cost.
    static BigDecimal ofRequests(BigDecimal requests, BigDecimal perThousand) {
        return requests.movePointLeft(3).multiply(perThousand);
    }

    static BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
