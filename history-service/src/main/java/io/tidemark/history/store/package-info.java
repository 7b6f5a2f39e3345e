/// Where everything is kept. Domain records flow in through the ports of the packages before this one and into
/// PostgreSQL or the snapshot folder; the same records flow out. Entities and SQL never leave.
@NullMarked
package io.tidemark.history.store;

import org.jspecify.annotations.NullMarked;
