package io.tidemark.scan.walk;

/// A walk that will not finish: it was cancelled, or one of the threads that walk and write has failed.
public final class WalkAborted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WalkAborted(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
