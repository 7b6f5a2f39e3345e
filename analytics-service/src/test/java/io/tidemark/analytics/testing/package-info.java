/// Made snapshots with known totals, and stand-ins for history: over HTTP, and behind the port.
@NullMarked
package io.tidemark.analytics.testing;

import org.jspecify.annotations.NullMarked;
