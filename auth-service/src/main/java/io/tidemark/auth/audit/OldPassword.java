package io.tidemark.auth.audit;

/// What somebody proves with who wants another password.
///
/// @param code of the device, or for recovery; not looked at where the account has none
public record OldPassword(String password, String code) {
    /// Leaves both out.
    @Override
    public String toString() {
        return "OldPassword[]";
    }
}
