/// The services' REST answers. In: paths. Out: JSON, as the signed-in user sees it.
@NullMarked
package io.tidemark.launcher.client;

import org.jspecify.annotations.NullMarked;
