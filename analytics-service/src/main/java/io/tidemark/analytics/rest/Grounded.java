package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Basis;

/// An answer that says what it rests on.
interface Grounded {
    Basis basis();
}
