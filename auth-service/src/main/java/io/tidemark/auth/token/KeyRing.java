package io.tidemark.auth.token;

import io.tidemark.auth.credential.SecretBox;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys that sign tokens, as this replica knows them. [#tend] must be called from time to time, much more often
/// than keys are published ahead.
public final class KeyRing {
    private static final String PURPOSE = "signing key ";

    private final SealedKeys kept;
    private final SecretBox box;
    private final KeySchedule schedule;
    private final InstantSource clock;
    private volatile List<Held> keys = List.of();

    public KeyRing(SealedKeys kept, SecretBox box, KeySchedule schedule, InstantSource clock) {
        this.kept = kept;
        this.box = box;
        this.schedule = schedule;
        this.clock = clock;
    }

    /// Publishes a new key where it is time, removes those that are over, and learns what other replicas did.
    ///
    /// @throws SecretBox.WrongKey where the kept keys were sealed with another master key
    public synchronized void tend() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<SealedKey> before = kept.all();
        keys = before.stream().map(this::opened).toList();
        schedule.next(before, now).ifPresent(from -> kept.add(made(from, before)));
        schedule.retired(before, now).forEach(kept::remove);
        keys = kept.all().stream().map(this::opened).toList();
    }

    /// The public key of this id, where it is published.
    public Optional<PublicKey> find(String id) {
        return keys.stream()
                .filter(held -> held.key.id().equals(id))
                .map(held -> held.key.publicKey())
                .findAny();
    }

    /// The public keys, as members of a JSON Web Key Set: also that which signs next.
    public List<Map<String, Object>> published() {
        return keys.stream().map(held -> held.key.publicJwk()).toList();
    }

    /// The key that signs now.
    public SigningKey signing() {
        Instant now = clock.instant();
        List<Held> known = keys;
        return known.reversed().stream()
                .filter(held -> !held.signsFrom.isAfter(now))
                .findFirst()
                .or(() -> known.stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("There is no signing key yet"))
                .key;
    }

    private SealedKey made(Instant from, List<SealedKey> before) {
        SigningKey key = SigningKey.generate();
        String follows = before.isEmpty() ? "" : before.getLast().id();
        return new SealedKey(key.id(), from, follows, box.seal(key.privateJwk(), PURPOSE + key.id()));
    }

    private Held opened(SealedKey key) {
        return keys.stream()
                .filter(held -> held.key.id().equals(key.id()))
                .findAny()
                .orElseGet(() -> new Held(SigningKey.of(box.open(key.sealed(), PURPOSE + key.id())), key.signsFrom()));
    }

    private record Held(SigningKey key, Instant signsFrom) {}
}
