/// The way from worker threads to a service's database. In: reactive work. Out: its result, waited for.
@NullMarked
package io.tidemark.platform.store;

import org.jspecify.annotations.NullMarked;
