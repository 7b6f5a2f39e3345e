/// Everything that can go wrong, as RFC 9457 problem documents. In: exceptions of any kind. Out: one answer with a
/// stable code, never a trace.
@NullMarked
package io.tidemark.platform.problem;

import org.jspecify.annotations.NullMarked;
