/// Keys of people and services: made, renewed, ended, listed. In: what somebody wants a key for, and what
/// they may do themselves. Out: the text of a key, once; what is kept of it.
@NullMarked
package io.tidemark.auth.key;

import org.jspecify.annotations.NullMarked;
