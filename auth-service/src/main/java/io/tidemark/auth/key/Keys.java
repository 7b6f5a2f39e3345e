package io.tidemark.auth.key;

import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.audit.GrantGuard;
import io.tidemark.auth.audit.OwnNames;
import io.tidemark.auth.audit.Sides;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.credential.KeyHolder.Kind;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes, renews, ends and lists keys. Nobody makes one that opens more than they may themselves.
public final class Keys {
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final KeyStore store;
    private final GrantGuard guard;
    private final AuditLog log;
    private final FourEyes rule;
    private final InstantSource clock;

    public Keys(KeyStore store, GrantGuard guard, AuditLog log, FourEyes rule, InstantSource clock) {
        this.store = store;
        this.guard = guard;
        this.log = log;
        this.rule = rule;
        this.clock = clock;
    }

    /// All keys for who may see those of others, else one's own.
    public List<ApiKey> list(Maker maker, String after, int limit) {
        return store.list(maker.reads() ? Optional.empty() : Optional.of(maker.self()), after, limit);
    }

    /// @throws ProblemException 403 where the maker may not do what the key would open
    public MadeKey make(NewKey wanted, Maker maker) {
        MadeKey made = prepared(wanted, maker);
        ApiKey key = made.key();
        String reason = "for " + key.holder() + ", scope " + words(key.scope());
        store.add(key, event("make-key", maker, reason, key.id()).changing(null, Sides.of(key)));
        return made;
    }

    /// The key that [#make] would make; it opens nothing.
    ///
    /// @throws ProblemException as [#make]
    public MadeKey prepared(NewKey wanted, Maker maker) {
        KeyHolder holder = wanted.holder();
        OwnNames.require(maker.actor(), "holder", holder.server().orElse(holder.name()));
        boolean own = holder.isSame(maker.self());
        boolean mayHere = own || maker.writes();
        if (maker.isByKey() || maker.self().kind() != Kind.USER || !mayHere) {
            throw denied(maker, holder.toString(), "Sign in as yourself to make keys; those of others need keys:write");
        }
        requireMayOpen(wanted, own, maker);
        KeyText text = KeyText.create(KeyText.Kind.KEY);
        Instant now = now();
        ApiKey key = ApiKey.made(
                text,
                holder,
                wanted.scope(),
                wanted.label(),
                maker.actor().subject(),
                now,
                now.plus(wanted.lifetime()),
                null);
        return new MadeKey(key, text);
    }

    private void requireMayOpen(NewKey wanted, boolean own, Maker maker) {
        if (!own) {
            requireMayGive(wanted.holder(), wanted.scope(), maker.actor());
        } else if (!maker.opensAll(wanted.scope())) {
            throw beyond(maker, wanted.holder().toString());
        } else {
            guard.requireSomewhere(wanted.scope(), wanted.holder().account(), maker.actor());
        }
    }

    /// Whether somebody may make this key of somebody else, or of a service.
    ///
    /// @throws ProblemException 403 where it would open what the actor may not do
    public void requireMayGive(ApiKey key, Actor actor) {
        requireMayGive(key.holder(), key.scope(), actor);
    }

    private void requireMayGive(KeyHolder holder, Set<Permission> scope, Actor actor) {
        switch (holder.kind()) {
            case USER -> {
                guard.requireMayTakeOver(holder.account(), actor);
                guard.requireSomewhere(scope, holder.account(), actor);
            }
            case SERVICE -> {
                requireOfServices(scope);
                guard.requireEverywhere(peoples(scope), actor, holder.toString());
            }
            case AGENT ->
                throw ProblemException.field("service", "an agent gets its key by enrolling, which is for one server");
        }
    }

    private static void requireOfServices(Set<Permission> scope) {
        if (!Role.SERVICE.permissions().containsAll(scope)) {
            throw ProblemException.field("scope", "a service may do no more than " + words(Role.SERVICE.permissions()));
        }
    }

    /// Makes another key with the same scope for as long as the first was made for. The first is
    /// good until the overlap is over.
    ///
    /// @param chosen the next key, where its holder made it: asking again with the same is answered alike
    /// @throws ProblemException 404 where there is no such key, 403 where it is not the caller's to
    /// renew, 409 where it opens nothing any more or was renewed before
    public MadeKey rotate(String id, Duration overlap, Optional<KeyText> chosen, Maker maker) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.field("overlap", "must be from nothing to " + LONGEST_OVERLAP);
        }
        ApiKey old = require(id, maker);
        if (maker.isByKey() && !maker.isBy(id)) {
            throw denied(maker, "key " + id, "A key renews itself only");
        }
        requireMayStill(old, maker);
        MadeKey next = next(old, chosen.orElseGet(() -> KeyText.create(KeyText.Kind.KEY)), maker);
        Instant until = now().plus(overlap);
        String reason = "replaced by " + next.key().id() + ", good until " + until;
        AuditEvent event = event("rotate-key", maker, reason, id).changing(Sides.of(old), Sides.of(next.key()));
        return switch (store.replace(id, until, next.key(), event)) {
            case DONE -> next;
            case REPEATED -> new MadeKey(store.find(next.key().id()).orElse(next.key()), next.text());
            case REFUSED ->
                throw new ProblemException(
                        ProblemCode.CONFLICT, "Key " + id + " is over, or another key has taken its place already");
        };
    }

    /// Whoever renews somebody else's key learns a text that stands for them.
    private void requireMayStill(ApiKey old, Maker maker) {
        if (old.holder().isSame(maker.self())) {
            if (!maker.opensAll(old.scope())) {
                throw beyond(maker, "key " + old.id());
            }
        } else if (rule.on()) {
            throw denied(
                    maker,
                    "key " + old.id(),
                    FourEyes.NEEDS_ANOTHER,
                    "Make another key, which a second administrator looks at, and end this one");
        } else {
            switch (old.holder().kind()) {
                case USER -> guard.requireMayTakeOver(old.holder().account(), maker.actor());
                case SERVICE -> guard.requireEverywhere(peoples(old.scope()), maker.actor(), "key " + old.id());
                case AGENT -> throw denied(maker, "key " + old.id(), "Only an agent itself renews its key");
            }
        }
    }

    private static Set<Permission> peoples(Set<Permission> scope) {
        return scope.stream().filter(p -> !Role.neverOfPeople().contains(p)).collect(Collectors.toUnmodifiableSet());
    }

    private MadeKey next(ApiKey old, KeyText text, Maker maker) {
        Instant now = now();
        Instant end = old.expiresAt();
        Duration lifetime = end == null ? NewKey.LONGEST : Duration.between(old.createdAt(), end);
        ApiKey next = ApiKey.made(
                text,
                old.holder(),
                old.scope(),
                old.label(),
                maker.actor().subject(),
                now,
                now.plus(lifetime),
                old.admission());
        return new MadeKey(next, text);
    }

    /// @throws ProblemException 404 where the caller has no such key and may not see those of
    /// others, or it ended before
    public void end(String id, Maker maker) {
        ApiKey key = require(id, maker);
        AuditEvent event = event("end-key", maker, "ended", id).changing(Sides.of(key), null);
        if (!store.end(id, event)) {
            throw notFound(id);
        }
    }

    private ApiKey require(String id, Maker maker) {
        return store.find(id)
                .filter(key -> maker.writes() || key.holder().isSame(maker.self()))
                .orElseThrow(() -> notFound(id));
    }

    private ProblemException beyond(Maker maker, String target) {
        log.append(List.of(AuditEvent.own(
                clock.instant(),
                "deny",
                maker.actor().subject(),
                maker.actor().address(),
                GrantGuard.BEYOND_OWN_RIGHTS.code(),
                target)));
        return new ProblemException(
                GrantGuard.BEYOND_OWN_RIGHTS, "The key would open what the token of this request does not");
    }

    private ProblemException denied(Maker maker, String target, String detail) {
        return denied(maker, target, ProblemCode.FORBIDDEN, detail);
    }

    private ProblemException denied(Maker maker, String target, ProblemCode code, String detail) {
        log.append(List.of(AuditEvent.own(
                clock.instant(), "deny", maker.actor().subject(), maker.actor().address(), code.code(), target)));
        return new ProblemException(code, detail);
    }

    private AuditEvent event(String action, Maker maker, String reason, String id) {
        return AuditEvent.own(
                clock.instant(), action, maker.actor().subject(), maker.actor().address(), reason, "key " + id);
    }

    private static String words(Set<Permission> scope) {
        return scope.stream().sorted().map(Permission::toString).collect(Collectors.joining(" "));
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no key '" + id + "' that is yours to change");
    }

    /// As the database keeps times.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
