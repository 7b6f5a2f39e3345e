package io.tidemark.analytics.engine;

/// What was asked for, and what it rests on.
public record Answer<T>(T value, Basis basis) {}
