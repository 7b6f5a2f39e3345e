package io.tidemark.launcher.process;

import io.tidemark.launcher.trouble.Trouble;

/// Waiting between two looks at something.
public final class Pause {
    private Pause() {}

    /// @throws Trouble where the thread is interrupted
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }
}
