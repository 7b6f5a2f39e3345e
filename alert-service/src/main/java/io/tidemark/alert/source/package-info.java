/// The newest reading of every volume, asked from history-service, and its word that new samples have come in. What
/// flows out is a list of [Reading]s, or a failure that says that history cannot be asked now.
@NullMarked
package io.tidemark.alert.source;

import org.jspecify.annotations.NullMarked;
