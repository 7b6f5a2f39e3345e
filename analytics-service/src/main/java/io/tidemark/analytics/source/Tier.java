package io.tidemark.analytics.source;

import java.math.BigDecimal;

/// A class of storage and what it costs. A GB has 10^9 bytes.
///
/// @param perGbMonth for keeping a GB for a month
/// @param perGbRead for taking a GB out again, over and above the requests
/// @param leastBytes what a smaller object is charged as
public record Tier(
        String name,
        BigDecimal perGbMonth,
        BigDecimal perThousandReads,
        BigDecimal perThousandWrites,
        BigDecimal perGbRead,
        long leastBytes) {}
