/// What a snapshot is: its id, its parts, its manifest, where it lies and how it is found again. Manifests flow in as
/// agents wrote them; out flow the record of a snapshot and two ports, one to the files, one to the register.
@NullMarked
package io.tidemark.history.snapshot;

import org.jspecify.annotations.NullMarked;
