package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.Sha256;

import java.io.InputStream;
import java.util.Optional;

/// What one request brings of a part.
///
/// @param digest of the content, if the sender says it (`Content-Digest`)
/// @param last whether the sender says that nothing comes after it
public record Piece(InputStream content, Optional<Sha256> digest, boolean last) {}
