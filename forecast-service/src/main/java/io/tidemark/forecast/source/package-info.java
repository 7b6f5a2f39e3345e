/// What is known of volumes: newest readings and one sample a day flow in from history-service over HTTP; this
/// service's
/// own small records of them flow out. Nothing here judges or repairs what was read.
@NullMarked
package io.tidemark.forecast.source;

import org.jspecify.annotations.NullMarked;
