/// The libraries that the services are made of, and the holes that are known in them. In: the bills of
/// materials that the
/// build wrote, and a database of holes. Out: which library has which.
@NullMarked
package io.tidemark.launcher.dependency;

import org.jspecify.annotations.NullMarked;
