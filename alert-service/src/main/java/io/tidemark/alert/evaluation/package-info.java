/// Rules meet readings here. Rules, the newest readings and the alerts as they stand flow in; what must change of the
/// alerts flows out, first as a plan that touches nothing, then through the [AlertStore] port in one step.
@NullMarked
package io.tidemark.alert.evaluation;

import org.jspecify.annotations.NullMarked;
