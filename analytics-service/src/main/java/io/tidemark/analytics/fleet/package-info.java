/// Servers beside each other: what each one holds goes in; how the fleet is spread, and which server is
/// unlike the others, come out.
@NullMarked
package io.tidemark.analytics.fleet;

import org.jspecify.annotations.NullMarked;
