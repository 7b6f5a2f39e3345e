package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.platform.problem.ProblemException;

/// What a file's mode may allow; see inode(7).
public enum Permission {
    SETUID(04000),
    SETGID(02000),
    STICKY(01000),
    GROUP_WRITABLE(0020),
    WORLD_READABLE(0004),
    WORLD_WRITABLE(0002),
    EXECUTABLE(0111);

    private final int bits;

    Permission(int bits) {
        this.bits = bits;
    }

    /// Finds a permission by its name in lower case, with dashes.
    ///
    /// @throws ProblemException 422 where there is no such permission
    public static Permission named(String name) {
        return Choice.of(Permission.class, "permission", name);
    }

    public String label() {
        return Choice.word(this);
    }

    /// Any of these makes it true.
    int bits() {
        return bits;
    }
}
