package io.tidemark.analytics.proof;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why nobody can say whether a file is a copy.
public enum Reason {
    /// It is not what the snapshot saw any more.
    CHANGED(true),
    VANISHED(true),
    UNREADABLE(true),
    /// Next to nothing of it lies on the disk: reading it might bring it back from elsewhere.
    STUB(true),
    /// Its agent did not answer in time.
    AGENT_SILENT(false),
    /// The job ended before.
    CANCELLED(false),
    /// The snapshot does not record which file it is.
    NOT_RECORDED(false),
    /// It was read, but others of its size could not be.
    OTHERS_UNPROVEN(false);

    private final boolean saidByAgents;

    Reason(boolean saidByAgents) {
        this.saidByAgents = saidByAgents;
    }

    /// Lower case with dashes.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What an agent may say.
    public static Optional<Reason> ofAgent(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.saidByAgents && reason.word().equals(word))
                .findAny();
    }
}
