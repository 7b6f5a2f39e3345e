package io.tidemark.platform.audit;

/// Takes note of refusals that may come in floods. They are in the audit log within seconds; equal ones of that time
/// are
/// one row with a count.
public interface DenialLog {
    /// Does not block.
    void note(Denial denial);

    /// The same of what was not refused, which the service's own log does not need.
    void tell(Denial act);
}
