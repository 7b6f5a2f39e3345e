package io.tidemark.auth.token;

import java.time.Instant;

/// A signing key as it is kept.
///
/// @param signsFrom when it begins to sign; published before that
/// @param follows the id of the key it takes over from; empty text for the first
/// @param sealed the private key, sealed
@SuppressWarnings("ArrayRecordComponent") // none is compared
public record SealedKey(String id, Instant signsFrom, String follows, byte[] sealed) {
    @Override
    public String toString() {
        return "SealedKey[" + id + ", signsFrom=" + signsFrom + "]";
    }
}
