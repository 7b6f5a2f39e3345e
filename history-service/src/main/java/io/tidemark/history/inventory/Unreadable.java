package io.tidemark.history.inventory;

import org.jspecify.annotations.Nullable;

/// A place in an inventory cannot be understood.
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    /// @param message what is wrong there
    Unreadable(String message) {
        super(message);
    }

    Unreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// @param unit what the format is divided into: line, record or row
    /// @param number from 1
    static Unreadable at(String unit, long number, String message) {
        return new Unreadable(unit + " " + number + ": " + message);
    }
}
