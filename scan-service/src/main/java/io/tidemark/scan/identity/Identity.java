package io.tidemark.scan.identity;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What an agent knows of itself.
///
/// @param server the only one it speaks for
/// @param enrolment the public beginning of the token it enrolled with
/// @param key that it made for itself
/// @param enrolled whether auth-service is known to have let this key in
/// @param since when the key was made
/// @param next the key that takes this one's place, while that is not certain; null otherwise
record Identity(
        String server,
        String enrolment,
        String key,
        boolean enrolled,
        Instant since,
        @Nullable String next) {

    static Identity begun(String server, String enrolment, Instant now) {
        return new Identity(server, enrolment, KeyText.create(), false, now, null);
    }

    String clientId() {
        return "scan@" + server;
    }

    String keyId() {
        return KeyText.id(key);
    }

    Identity letIn() {
        return new Identity(server, enrolment, key, true, since, next);
    }

    /// With a next key: the same one again where there is one.
    Identity renewing() {
        return new Identity(server, enrolment, key, enrolled, since, next == null ? KeyText.create() : next);
    }

    /// The next key is the key.
    Identity renewed(Instant now) {
        return new Identity(server, enrolment, next == null ? key : next, true, now, null);
    }

    /// Leaves the keys out.
    @Override
    public String toString() {
        return "Identity[" + clientId() + ", key=" + keyId() + "]";
    }
}
