/// The wiring of the history service: configuration flows in, the plain objects of the packages below flow out as
/// beans. Nothing imports this package.
@NullMarked
package io.tidemark.history;

import org.jspecify.annotations.NullMarked;
