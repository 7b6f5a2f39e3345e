/// The way to a service's database. In: reactive work, and for whom it is. Out: its result, from a transaction that
/// sees no other tenant's rows.
@NullMarked
package io.tidemark.platform.store;

import org.jspecify.annotations.NullMarked;
