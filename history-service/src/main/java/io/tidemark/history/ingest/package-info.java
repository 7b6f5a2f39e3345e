/// The way in. Uploaded parts flow onto the disk while they are hashed; a manifest seals them after its every claim
/// was checked against their content; out flows a registered snapshot, or a refusal that leaves nothing behind.
@NullMarked
package io.tidemark.history.ingest;

import org.jspecify.annotations.NullMarked;
