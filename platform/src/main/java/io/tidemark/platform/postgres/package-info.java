/// A PostgreSQL of one's own, for one machine and for tests. In: a data folder, a port, a password. Out: a running
/// server with the databases asked for.
@NullMarked
package io.tidemark.platform.postgres;

import org.jspecify.annotations.NullMarked;
