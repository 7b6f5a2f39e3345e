package io.tidemark.auth.audit;

/// How much a row of the log should matter to those who watch.
public enum Weight {
    /// Somebody did what they may do.
    ORDINARY,
    /// Somebody was refused.
    REFUSAL,
    /// Something could not be done.
    FAILURE,
    /// The log itself is not what it was.
    ALARM;

    static final String BROKEN = "audit-broken";

    public static Weight of(String action) {
        if (action.equals(BROKEN)) {
            return ALARM;
        }
        if (action.endsWith("-failed")) {
            return FAILURE;
        }
        return action.equals("deny") || action.endsWith("-refused") ? REFUSAL : ORDINARY;
    }
}
