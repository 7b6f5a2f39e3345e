/// How long snapshots are kept, and in which detail. The snapshots of a root, what holds them and the
/// rules of its server
/// flow in; out flows a plan: what stays, what is reduced, what goes, each with its reason and the
/// bytes it frees.
@NullMarked
package io.tidemark.history.retention;

import org.jspecify.annotations.NullMarked;
