/// Delivery to history-service. In flow sealed snapshots and samples, which stay on disk until history has them; out
/// flow
/// uploads, oldest first, resumed by themselves after any interruption.
@NullMarked
package io.tidemark.scan.publish;

import org.jspecify.annotations.NullMarked;
