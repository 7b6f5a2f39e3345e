/// All services together. In: the services, the database, the data folder's lock. Out: a running stack, a stopped one,
/// or one line that says why not.
@NullMarked
package io.tidemark.launcher.stack;

import org.jspecify.annotations.NullMarked;
