/// Folder usage for monitoring: all folders of one level go in; a fixed number of time series comes out, the largest
/// folders by
/// themselves and the rest summed. Who is listed does not change with every small change of order.
@NullMarked
package io.tidemark.analytics.gauge;

import org.jspecify.annotations.NullMarked;
