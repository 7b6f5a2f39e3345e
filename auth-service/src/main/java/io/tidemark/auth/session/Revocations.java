package io.tidemark.auth.session;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.auth.token.TokenFacts;
import io.tidemark.auth.token.TokenReader;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What was ended before its time. The list is held in memory, as it was when somebody last looked.
public final class Revocations {
    private final SessionStore store;
    private final Sessions sessions;
    private final TokenReader reader;
    private final InstantSource clock;
    private volatile Set<String> known = Set.of();

    public Revocations(SessionStore store, Sessions sessions, TokenReader reader, InstantSource clock) {
        this.store = store;
        this.sessions = sessions;
        this.reader = reader;
        this.clock = clock;
    }

    /// Ends what a token is good for: the session of a refresh token or of a person's access token, else
    /// the access
    /// token alone. What is no token, or not good any more, is nothing to end (RFC 7009 section 2.2).
    public void revoke(String token, String address) {
        if (token.startsWith(RefreshToken.PREFIX)) {
            sessions.revokeFamilyOf(token, address);
        } else {
            reader.read(token).ifPresent(facts -> revoke(facts, address));
        }
        look();
    }

    private void revoke(TokenFacts facts, String address) {
        Optional<String> person = facts.session().filter(session -> !KeyText.Kind.KEY.begins(session));
        if (person.isPresent()) {
            String session = person.get();
            store.end(UUID.fromString(session), "revoked", event(Sessions.END, facts, address, "session " + session));
        } else {
            store.revoke(facts.tokenId(), event("revoke-token", facts, address, "token " + facts.tokenId()));
        }
    }

    private AuditEvent event(String action, TokenFacts facts, String address, String target) {
        return AuditEvent.own(clock.instant(), action, facts.subject(), address, "revoked", target);
    }

    /// Learns what was ended meanwhile, here or by another replica.
    public void look() {
        known = Set.copyOf(store.revoked(clock.instant()));
    }

    public boolean contains(String id) {
        return known.contains(id);
    }

    /// In no order.
    public List<String> ids() {
        return List.copyOf(known);
    }
}
