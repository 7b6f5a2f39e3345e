/// Which work belongs together across services. In: the trace that a request names (W3C Trace
/// Context), or none. Out: its id in every line of the log, in what goes to the audit log, in
/// requests to other services and in every answer.
@NullMarked
package io.tidemark.platform.trace;

import org.jspecify.annotations.NullMarked;
