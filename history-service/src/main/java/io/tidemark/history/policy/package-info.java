/// What is scanned, sampled and kept. Documents flow in, each of one kind and attached to everything, a
/// group or a
/// server; out flows for each server what holds, field by field from the nearest document, and what a
/// change would do.
@NullMarked
package io.tidemark.history.policy;

import org.jspecify.annotations.NullMarked;
