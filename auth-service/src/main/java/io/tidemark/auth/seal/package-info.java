/// Proof that a log only grew. In: the hashes of its rows, and a key that the database's administrator does not have.
/// Out: Merkle tree heads and proofs (RFC 6962), and signed checkpoints (C2SP tlog-checkpoint and signed-note).
@NullMarked
package io.tidemark.auth.seal;

import org.jspecify.annotations.NullMarked;
