package io.tidemark.platform.client;

import io.tidemark.platform.problem.Problem;

/// The other service understood and said no (4xx): the same request will be refused again.
public final class ServiceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ServiceRefused(String message, Problem problem) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }
}
