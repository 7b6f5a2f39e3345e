/// Gentleness. In flow a policy, what walking threads say they did, and how hard-pressed the machine is; out flow
/// waits, the scheduling class of each walking thread, and what the scan cost.
@NullMarked
package io.tidemark.scan.throttle;

import org.jspecify.annotations.NullMarked;
