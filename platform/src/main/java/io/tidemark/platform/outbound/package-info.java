/// Requests to addresses that users configure. In: an address that may be meant to reach what only this
/// machine can. Out: an
/// answer of the address that was looked at, or a refusal.
@NullMarked
package io.tidemark.platform.outbound;

import org.jspecify.annotations.NullMarked;
