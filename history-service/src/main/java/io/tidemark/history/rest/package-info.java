/// The HTTP surface: requests flow in, are bound to records and handed on; answers, streams and problems flow out.
@NullMarked
package io.tidemark.history.rest;

import org.jspecify.annotations.NullMarked;
