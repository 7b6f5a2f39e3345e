package io.tidemark.history.content;

import io.tidemark.platform.problem.ProblemCode;

/// Why content cannot be given.
public final class ContentProblem {

    public static final ProblemCode CONTENT_DAMAGED =
            new ProblemCode("content-damaged", 409, "Some of the snapshot is damaged and was set aside");

    public static final ProblemCode CONTENT_REBUILT =
            new ProblemCode("content-rebuilt", 503, "A file was rebuilt and has other bytes than were told");

    private ContentProblem() {}
}
