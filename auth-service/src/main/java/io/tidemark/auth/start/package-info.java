/// Configuration, the first start, and what ties the domain to Quarkus. In: the configuration tree and the state
/// folder. Out: beans ready to use, keys on the disk, the first administrator.
@NullMarked
package io.tidemark.auth.start;

import org.jspecify.annotations.NullMarked;
