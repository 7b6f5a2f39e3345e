package io.tidemark.auth.agent;

import io.tidemark.auth.credential.KeyText;

/// An enrolment token with its text, which nobody can be told again.
public record MadeEnrolment(Enrolment enrolment, KeyText text) {}
