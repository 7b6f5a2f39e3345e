/// Tests of the service as a whole.
@NullMarked
package io.tidemark.auth;

import org.jspecify.annotations.NullMarked;
