/// What happened, in order. Facts flow in with the transaction that made them true; out flows one log that any number
/// of readers follow from the place where they stopped.
@NullMarked
package io.tidemark.history.event;

import org.jspecify.annotations.NullMarked;
