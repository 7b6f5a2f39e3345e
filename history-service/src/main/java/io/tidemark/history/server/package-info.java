/// The servers whose storage is watched. Names flow in with every snapshot and sample, tags from people
/// and their
/// lists;
/// both are checked here. Out flow the servers that were ever heard of or named, their tags, and
/// whether anything comes
/// from them.
@NullMarked
package io.tidemark.history.server;

import org.jspecify.annotations.NullMarked;
