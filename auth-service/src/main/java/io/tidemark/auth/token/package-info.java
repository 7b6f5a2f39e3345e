/// Signed answers to proof. In: accounts and identities that have proved themselves. Out: ES256 access tokens (RFC
/// 9068) and the public keys that check them.
@NullMarked
package io.tidemark.auth.token;

import org.jspecify.annotations.NullMarked;
