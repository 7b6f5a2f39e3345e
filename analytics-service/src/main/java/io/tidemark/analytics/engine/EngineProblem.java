package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;

/// Why a query has no answer.
final class EngineProblem {
    private static final ProblemCode BUSY = new ProblemCode("engine-busy", 503, "Too many questions are waiting");
    private static final ProblemCode TOO_MANY =
            new ProblemCode("too-many-questions", 429, "Too many questions of this caller are waiting");
    private static final ProblemCode TIMEOUT = new ProblemCode("question-timeout", 503, "The question took too long");
    private static final ProblemCode MEMORY =
            new ProblemCode("question-too-large", 503, "The question needs more memory than is allowed");
    private static final ProblemCode ROWS =
            new ProblemCode("answer-too-large", 422, "The answer has more rows than is allowed");
    private static final ProblemCode GONE = new ProblemCode("caller-gone", 499, "Nobody waits for the answer");

    private EngineProblem() {}

    static ProblemException busy() {
        return new ProblemException(BUSY, "Too many questions are waiting already; ask again in a moment")
                .retryAfter(Duration.ofSeconds(2));
    }

    static ProblemException tooMany(int waiting) {
        return new ProblemException(
                        TOO_MANY, waiting + " questions of yours are waiting already; let some be answered first")
                .retryAfter(Duration.ofSeconds(2));
    }

    static ProblemException timeout(Duration limit, Throwable cause) {
        return new ProblemException(
                TIMEOUT,
                "It took longer than " + limit.toSeconds() + " s; narrow it with server, root or limit",
                cause);
    }

    static ProblemException memory(Throwable cause) {
        return new ProblemException(
                MEMORY, "It needs more memory than the engine may use; narrow it with server, root or limit", cause);
    }

    static ProblemException rows(int limit) {
        return new ProblemException(ROWS, "It has more than " + limit + " rows; narrow it with server, root or limit");
    }

    static ProblemException pattern(String why) {
        return ProblemException.field("q", "is no regular expression that can be used here: " + why);
    }

    static ProblemException gone() {
        return new ProblemException(GONE, "The caller went away before the answer was there");
    }
}
