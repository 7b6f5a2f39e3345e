package io.tidemark.alert.rest;

import io.tidemark.alert.evaluation.Basis;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// A page of alerts, newest breach first, and how much the list can know.
public record AlertList(List<AlertView> items, @Nullable String nextCursor, Basis basis) {}
