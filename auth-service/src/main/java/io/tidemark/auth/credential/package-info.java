/// Proof of who somebody is. In: passwords of accounts and secrets of identities. Out: an account or identity that has
/// proved itself, or a refusal that tells nothing.
@NullMarked
package io.tidemark.auth.credential;

import org.jspecify.annotations.NullMarked;
