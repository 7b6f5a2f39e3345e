package io.tidemark.history.snapshot;

import java.io.IOException;

/// A stored file is not what it was when it was put, or what it is made of is not. The message is a
/// sentence for people without the path of the store.
public final class UnsoundFileException extends IOException {

    private static final long serialVersionUID = 1;

    public UnsoundFileException(String problem) {
        super(problem);
    }
}
