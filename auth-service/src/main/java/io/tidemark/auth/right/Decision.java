package io.tidemark.auth.right;

import java.util.Optional;

/// Whether somebody may do something.
///
/// @param allowance what allows it
/// @param denial what denies it, whatever allows it
public record Decision(Optional<Reason> allowance, Optional<Reason> denial) {
    public boolean allowed() {
        return allowance.isPresent() && denial.isEmpty();
    }
}
