/// Rules, alerts and the last pass in PostgreSQL. The ports of `rule` and `evaluation` flow in; entities never flow
/// out.
@NullMarked
package io.tidemark.alert.store;

import org.jspecify.annotations.NullMarked;
