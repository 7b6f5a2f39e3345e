/// The servers whose storage is watched. Names flow in with every snapshot and sample and are checked here; out flow
/// the servers that were ever heard of, with the first and the last time.
@NullMarked
package io.tidemark.history.server;

import org.jspecify.annotations.NullMarked;
