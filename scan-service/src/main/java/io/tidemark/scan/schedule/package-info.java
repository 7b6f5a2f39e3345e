/// Scans that begin by themselves. In flow schedules, from configuration and from history, and the time; out flow
/// scans, each missed one made up once, and the policy that holds where nobody asks for another.
@NullMarked
package io.tidemark.scan.schedule;

import org.jspecify.annotations.NullMarked;
