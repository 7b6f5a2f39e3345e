package io.tidemark.platform.problem;

/// What is wrong with one field of a request.
///
/// @param field the field's name as the caller wrote it, dots between levels
/// @param message what is wrong and what would be right
public record FieldError(String field, String message) {}
