package io.tidemark.auth.agent;

import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A token that lets one agent in, once; as it is kept, without its text.
///
/// @param id the public beginning of its text
/// @param hash SHA-256 of its text in hex
/// @param server the only server it is for; empty where it is for any of its maker's tenant that has no
/// agent yet
/// @param tags what is said of the server that uses it
/// @param use what came of it; null while nothing did
public record Enrolment(
        String id,
        String hash,
        Optional<String> server,
        Map<String, String> tags,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant withdrawnAt,
        @Nullable Use use) {
    /// @param key the id of the key that was let in with it
    public record Use(Instant at, String key, String server) {}

    /// What becomes of an attempt to use it.
    ///
    /// @param token as it was sent
    /// @param key that should be let in
    /// @param known the key of this id that is known already
    /// @param taken whether the server has an agent with another key
    public Verdict judge(KeyText token, ApiKey key, Optional<ApiKey> known, boolean taken, Instant now) {
        if (!token.matches(hash)) {
            return Verdict.UNKNOWN;
        }
        if (use != null) {
            return isSame(use, key, known, now) ? Verdict.REPEAT : Verdict.USED;
        }
        if (withdrawnAt != null) {
            return Verdict.WITHDRAWN;
        }
        return now.isBefore(expiresAt) ? judge(serverOf(key), known.isPresent(), taken) : Verdict.EXPIRED;
    }

    private Verdict judge(String wanted, boolean keyKnown, boolean taken) {
        if (keyKnown) {
            return Verdict.KEY_KNOWN;
        }
        if (server.isPresent()) {
            return server.get().equals(wanted) ? Verdict.ENROL : Verdict.FOREIGN;
        }
        if (!Tenant.of(createdBy).owns(wanted)) {
            return Verdict.FOREIGN;
        }
        return taken ? Verdict.TAKEN : Verdict.ENROL;
    }

    /// The answer may have been lost, or whoever asked died before it was kept.
    private static boolean isSame(Use use, ApiKey key, Optional<ApiKey> known, Instant now) {
        return use.key().equals(key.id())
                && use.server().equals(serverOf(key))
                && known.filter(k -> k.hash().equals(key.hash()) && k.isGood(now))
                        .isPresent();
    }

    private static String serverOf(ApiKey key) {
        return key.holder().server().orElseThrow();
    }

    public State stateAt(Instant now) {
        if (use != null) {
            return State.USED;
        }
        if (withdrawnAt != null) {
            return State.WITHDRAWN;
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    /// Leaves the hash out.
    @Override
    public String toString() {
        return "Enrolment[" + id + "]";
    }

    /// Whether it is still good for something.
    public enum State {
        OPEN,
        USED,
        WITHDRAWN,
        EXPIRED
    }

    /// What becomes of an attempt.
    public enum Verdict {
        ENROL,
        /// The very same attempt succeeded before.
        REPEAT,
        UNKNOWN,
        USED,
        WITHDRAWN,
        EXPIRED,
        /// It is for another server.
        FOREIGN,
        /// Nobody of the server's tenant is let in now.
        DISABLED,
        /// It is for new servers, and this one has an agent.
        TAKEN,
        /// There is another key of this id.
        KEY_KNOWN
    }
}
