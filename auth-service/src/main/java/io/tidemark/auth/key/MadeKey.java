package io.tidemark.auth.key;

import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyText;

/// A key with its text, which nobody can be told again.
public record MadeKey(ApiKey key, KeyText text) {}
