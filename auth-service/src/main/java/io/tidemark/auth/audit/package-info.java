/// The record of sign-ins, denials and changes of rights. In: events of this and of the other services. Out: an
/// append-only chain in which each row's hash covers the one before.
@NullMarked
package io.tidemark.auth.audit;

import org.jspecify.annotations.NullMarked;
