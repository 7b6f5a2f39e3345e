/// How agents come to identities of their own. In: tokens that let one agent in, once, and tokens that a
/// cluster gives to its pods. Out: an agent's key, bound to its server, or the agent that a pod is.
@NullMarked
package io.tidemark.auth.agent;

import org.jspecify.annotations.NullMarked;
