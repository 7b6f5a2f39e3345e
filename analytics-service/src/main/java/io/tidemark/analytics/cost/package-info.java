/// Money: bytes, prices and who owns what go in; what storage costs a month, who should be charged for it, and what
/// moving
/// unused files would save, come out. All amounts are decimal numbers.
///
/// A GB has 10^9 bytes, and a month is what the price list's month is: an amount a month is never turned into one of
/// days.
@NullMarked
package io.tidemark.analytics.cost;

import org.jspecify.annotations.NullMarked;
