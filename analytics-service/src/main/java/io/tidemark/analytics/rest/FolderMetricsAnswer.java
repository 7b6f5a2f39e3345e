package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.gauge.Exposition;

/// Folder usage for Prometheus.
public record FolderMetricsAnswer(Exposition exposition, Basis basis) implements Grounded {}
