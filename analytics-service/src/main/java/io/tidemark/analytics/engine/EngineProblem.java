package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;

/// Why a query has no answer.
final class EngineProblem {
    private static final ProblemCode BUSY = new ProblemCode("engine-busy", 503, "Too many questions are waiting");
    private static final ProblemCode TIMEOUT = new ProblemCode("question-timeout", 503, "The question took too long");
    private static final ProblemCode MEMORY =
            new ProblemCode("question-too-large", 503, "The question needs more memory than is allowed");

    private EngineProblem() {}

    static ProblemException busy(Throwable cause) {
        return new ProblemException(BUSY, "Too many questions are waiting already; ask again in a moment", cause)
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
}
