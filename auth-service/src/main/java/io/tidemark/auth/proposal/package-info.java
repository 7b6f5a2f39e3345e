/// Changes of who may do what that wait until a second administrator has looked at them. In: a
/// change that somebody may make, and what others say to it. Out: the change, made with the rights
/// that both have at that moment, or nothing.
@NullMarked
package io.tidemark.auth.proposal;

import org.jspecify.annotations.NullMarked;
