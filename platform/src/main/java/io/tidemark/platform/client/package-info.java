/// One service asking another. In: a path and a body. Out: the parsed answer, or one of two failures: unavailable (try
/// again) or refused (do not).
@NullMarked
package io.tidemark.platform.client;

import org.jspecify.annotations.NullMarked;
