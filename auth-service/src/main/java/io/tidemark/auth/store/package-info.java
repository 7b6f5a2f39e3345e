/// The ports of accounts and audit on PostgreSQL, by Hibernate Reactive. In: calls from worker threads. Out: records of
/// the domain; entities stay here.
@NullMarked
package io.tidemark.auth.store;

import org.jspecify.annotations.NullMarked;
