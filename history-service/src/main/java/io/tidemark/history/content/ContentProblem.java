package io.tidemark.history.content;

import io.tidemark.platform.problem.ProblemCode;

/// Why content cannot be given.
public final class ContentProblem {

    public static final ProblemCode CONTENT_DAMAGED =
            new ProblemCode("content-damaged", 409, "Some of the snapshot is damaged and was set aside");

    private ContentProblem() {}
}
