package io.tidemark.launcher.stack;

/// How a part is.
public enum State {
    READY("ready"),
    NOT_READY("running, not ready"),
    DIED("died; ./stack up starts it again"),
    STOPPED("stopped");

    private final String words;

    State(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
