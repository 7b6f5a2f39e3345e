package io.tidemark.history.ingest;

import io.tidemark.history.snapshot.Manifest;
import io.tidemark.history.snapshot.Sha256;

/// A manifest with its very bytes.
@SuppressWarnings("ArrayRecordComponent") // compared by digest, never by equals
public record ReceivedManifest(Manifest manifest, byte[] bytes, Sha256 digest) {}
