package io.tidemark.auth.agent;

import io.tidemark.auth.agent.Enrolment.Verdict;
import io.tidemark.auth.agent.EnrolmentStore.Attempt;
import io.tidemark.auth.agent.EnrolmentStore.Result;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.OwnNames;
import io.tidemark.auth.audit.RepeatLog;
import io.tidemark.auth.audit.Sides;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.auth.role.Role;
import io.tidemark.auth.token.TenantGate;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Lets agents in. The agent makes its key and keeps it before it asks, so that whoever dies between the
/// question and the answer asks again with the same key and is answered alike; another key is refused.
public final class Enrolments {
    public static final ProblemCode REFUSED =
            new ProblemCode("enrolment-refused", 401, "The enrolment token is not good for this");
    public static final ProblemCode TAKEN = new ProblemCode("server-enrolled", 409, "The server has an agent already");

    private final EnrolmentStore store;
    private final Predicate<String> given;
    private final TenantGate gate;
    private final Duration keyLifetime;
    private final AuditLog log;
    private final RepeatLog repeats;
    private final InstantSource clock;

    /// @param given whether a server has an agent that was given its secret in another way
    public Enrolments(
            EnrolmentStore store,
            Predicate<String> given,
            TenantGate gate,
            Duration keyLifetime,
            AuditLog log,
            RepeatLog repeats,
            InstantSource clock) {
        this.store = store;
        this.given = given;
        this.gate = gate;
        this.keyLifetime = keyLifetime;
        this.log = log;
        this.repeats = repeats;
        this.clock = clock;
    }

    /// @throws ProblemException 422 for a server of another tenant
    public MadeEnrolment make(NewEnrolment wanted, Actor actor) {
        wanted.server().ifPresent(server -> OwnNames.require(actor, "server", server));
        KeyText text = KeyText.create(KeyText.Kind.ENROLMENT);
        Instant now = now();
        Enrolment enrolment = new Enrolment(
                text.id(),
                text.hash(),
                wanted.server(),
                wanted.tags(),
                actor.subject(),
                now,
                now.plus(wanted.lifetime()),
                null,
                null);
        String reason = "for " + wanted.server().map(name -> "server " + name).orElse("any new server") + ", until "
                + enrolment.expiresAt();
        Map<String, Object> side = new TreeMap<>(Map.of(
                "state",
                "open",
                "tags",
                enrolment.tags(),
                "expiresAt",
                enrolment.expiresAt().toString()));
        wanted.server().ifPresent(server -> side.put("server", server));
        store.add(
                enrolment,
                event("make-enrolment", actor, reason, enrolment.id()).changing(null, Sides.of(side)));
        return new MadeEnrolment(enrolment, text);
    }

    /// @throws ProblemException 404 where there is no such token that could still be used
    public void withdraw(String id, Actor actor) {
        AuditEvent event = event("withdraw-enrolment", actor, "withdrawn", id)
                .changing(Sides.of(Map.of("state", "open")), Sides.of(Map.of("state", "withdrawn")));
        if (!store.withdraw(id, event)) {
            throw new ProblemException(
                    ProblemCode.NOT_FOUND, "There is no enrolment '" + id + "' that could still be used");
        }
    }

    public List<Enrolment> list(String after, int limit) {
        return store.list(after, limit);
    }

    /// Lets an agent in, for as long as its key is good.
    ///
    /// @param token as it was sent
    /// @param key that the agent made for itself
    /// @throws ProblemException 422 for what has another form, 401 for whatever reason the token is not
    /// accepted, 409 where it is for new servers and this one has an agent
    public ApiKey enrol(String token, String server, String key, String address) {
        KeyText text = checked(server, key);
        Optional<KeyText> proof = KeyText.read(KeyText.Kind.ENROLMENT, token);
        if (proof.isEmpty()) {
            throw refused(Verdict.UNKNOWN, "*", server, address);
        }
        if (gate.mark(Tenant.of(server)).isEmpty()) {
            throw refused(Verdict.DISABLED, proof.get().id(), server, address);
        }
        Instant now = now();
        KeyHolder holder = KeyHolder.agentOf(server);
        ApiKey wanted = ApiKey.made(
                text,
                holder,
                Role.AGENT.permissions(),
                "agent of " + label(server),
                proof.get().id(),
                now,
                now.plus(keyLifetime),
                null);
        AuditEvent event = AuditEvent.own(
                        now,
                        "enrol",
                        holder.name(),
                        address,
                        "key " + wanted.id(),
                        "enrolment " + proof.get().id())
                .changing(null, Sides.of(wanted));
        Result result = store.use(new Attempt(proof.get(), wanted, given.test(server), now), event);
        return answer(result, proof.get().id(), server, address);
    }

    private ApiKey answer(Result result, String enrolment, String server, String address) {
        return switch (result.verdict()) {
            case ENROL, REPEAT -> Objects.requireNonNull(result.key());
            case UNKNOWN, USED, WITHDRAWN, EXPIRED, FOREIGN, DISABLED ->
                throw refused(result.verdict(), enrolment, server, address);
            case TAKEN -> {
                note(result.verdict(), enrolment, server, address);
                throw new ProblemException(
                        TAKEN,
                        "'" + server + "' has an agent already; a token that is bound to this server replaces it");
            }
            case KEY_KNOWN -> throw ProblemException.field("key", "there is another key of this id; make a new one");
        };
    }

    private static KeyText checked(String server, String key) {
        List<FieldError> errors = new ArrayList<>();
        if (!NewEnrolment.isServer(server)) {
            errors.add(new FieldError("server", NewEnrolment.SERVER_FORM));
        }
        Optional<KeyText> text = KeyText.read(KeyText.Kind.KEY, key);
        if (text.isEmpty()) {
            errors.add(new FieldError("key", "must be the text of a key, with its checksum"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
        return text.orElseThrow();
    }

    /// One answer for every reason; the log has the reason.
    private ProblemException refused(Verdict verdict, String enrolment, String server, String address) {
        note(verdict, enrolment, server, address);
        return new ProblemException(
                REFUSED,
                "The enrolment token is unknown, used, withdrawn, over, or for another server than '" + server
                        + "'; an administrator makes a new one");
    }

    /// What anybody can cause by any token is counted instead of being a row each.
    private void note(Verdict verdict, String enrolment, String server, String address) {
        AuditEvent event = AuditEvent.own(
                clock.instant(),
                "enrol-refused",
                KeyHolder.agentOf(server).name(),
                address,
                verdict.name().toLowerCase(Locale.ROOT),
                "enrolment " + enrolment);
        if (verdict == Verdict.UNKNOWN || verdict == Verdict.DISABLED) {
            repeats.note(event);
        } else {
            log.append(List.of(event));
        }
    }

    private static String label(String server) {
        return server.substring(0, Math.min(server.length(), ApiKey.MAX_LABEL - "agent of ".length()));
    }

    private AuditEvent event(String action, Actor actor, String reason, String id) {
        return AuditEvent.own(clock.instant(), action, actor.subject(), actor.address(), reason, "enrolment " + id);
    }

    /// As the database keeps times.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
