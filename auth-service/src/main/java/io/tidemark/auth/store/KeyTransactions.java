package io.tidemark.auth.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.auth.agent.Enrolment;
import io.tidemark.auth.agent.Enrolment.Verdict;
import io.tidemark.auth.agent.EnrolmentStore.Attempt;
import io.tidemark.auth.agent.EnrolmentStore.Result;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.Admission;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.key.KeyStore.Outcome;
import io.tidemark.platform.store.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The transactions behind [StoredKeyring]. Each writes its audit row first: the row's lock makes them
/// one after the other, so what they find stays true until they commit.
@ApplicationScoped
class KeyTransactions {
    private final ApiKeyRepository keys;
    private final EnrolmentRepository enrolments;
    private final SessionRepository revocations;
    private final AuditRepository audit;

    KeyTransactions(
            ApiKeyRepository keys,
            EnrolmentRepository enrolments,
            SessionRepository revocations,
            AuditRepository audit) {
        this.keys = keys;
        this.enrolments = enrolments;
        this.revocations = revocations;
        this.audit = audit;
    }

    @TenantTransaction
    Uni<ApiKeyEntity> add(ApiKey key, AuditEvent event) {
        return audit.append(List.of(event)).chain(() -> keys.persist(ApiKeyEntity.of(key, key.admission())));
    }

    @TenantTransaction
    Uni<Boolean> end(String id, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> keys.locked(id))
                .chain(key -> key == null || key.endedAt != null
                        ? Uni.createFrom().failure(new Unchanged())
                        : ended(key, event.at()).replaceWith(true));
    }

    private Uni<Integer> ended(ApiKeyEntity key, Instant at) {
        key.endedAt = at;
        return keys.flush().chain(() -> revocations.revoke(key.id, at));
    }

    @TenantTransaction
    Uni<Outcome> replace(String id, Instant until, ApiKey next, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> keys.locked(id))
                .chain(old -> keys.findById(next.id()).chain(known -> replaced(old, known, until, next, event.at())));
    }

    private Uni<Outcome> replaced(
            @Nullable ApiKeyEntity old, @Nullable ApiKeyEntity known, Instant until, ApiKey next, Instant now) {
        if (old != null
                && old.replacedBy == null
                && known == null
                && old.toKey().isGood(now)) {
            old.replacedBy = next.id();
            old.expiresAt = old.expiresAt == null || until.isBefore(old.expiresAt) ? until : old.expiresAt;
            return keys.persist(ApiKeyEntity.of(next, next.admission())).replaceWith(Outcome.DONE);
        }
        boolean same = old != null
                && known != null
                && next.id().equals(old.replacedBy)
                && known.hash.equals(next.hash())
                && known.toKey().isGood(now);
        return Uni.createFrom().failure(new NotReplaced(same ? Outcome.REPEATED : Outcome.REFUSED));
    }

    @TenantTransaction
    Uni<EnrolmentEntity> add(Enrolment enrolment, AuditEvent event) {
        return audit.append(List.of(event)).chain(() -> enrolments.persist(EnrolmentEntity.of(enrolment)));
    }

    @TenantTransaction
    Uni<Boolean> withdraw(String id, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> enrolments.findById(id))
                .chain(found -> found == null || found.usedAt != null || found.withdrawnAt != null
                        ? Uni.createFrom().failure(new Unchanged())
                        : withdrawn(found, event.at()));
    }

    private static Uni<Boolean> withdrawn(EnrolmentEntity enrolment, Instant at) {
        enrolment.withdrawnAt = at;
        return Uni.createFrom().item(true);
    }

    @TenantTransaction
    Uni<Result> use(Attempt attempt, AuditEvent event) {
        return audit.append(List.of(event))
                .chain(() -> enrolments.findById(attempt.token().id()))
                .chain(found -> found == null
                        ? refused(Verdict.UNKNOWN, null)
                        : keys.findById(attempt.key().id()).chain(known -> judged(found, known, attempt)));
    }

    private Uni<Result> judged(EnrolmentEntity enrolment, @Nullable ApiKeyEntity known, Attempt attempt) {
        return keys.good(attempt.key().holder(), attempt.at()).chain(former -> {
            boolean taken = attempt.given()
                    || former.stream()
                            .anyMatch(key -> !key.id.equals(attempt.key().id()));
            Optional<ApiKey> same = Optional.ofNullable(known).map(ApiKeyEntity::toKey);
            Verdict verdict = enrolment.toEnrolment().judge(attempt.token(), attempt.key(), same, taken, attempt.at());
            return verdict == Verdict.ENROL
                    ? enrolled(enrolment, former, attempt)
                    : refused(verdict, verdict == Verdict.REPEAT ? same.orElseThrow() : null);
        });
    }

    private Uni<Result> enrolled(EnrolmentEntity enrolment, List<ApiKeyEntity> former, Attempt attempt) {
        enrolment.usedAt = attempt.at();
        enrolment.usedKey = attempt.key().id();
        enrolment.usedServer = attempt.key().holder().server().orElseThrow();
        ApiKeyEntity key = ApiKeyEntity.of(attempt.key(), new Admission(enrolment.id, Words.read(enrolment.tags)));
        return Multi.createFrom()
                .iterable(former)
                .onItem()
                .transformToUniAndConcatenate(old -> ended(old, attempt.at()))
                .collect()
                .asList()
                .chain(() -> keys.persist(key))
                .map(kept ->
                        new Result(Verdict.ENROL, Objects.requireNonNull(kept).toKey()));
    }

    /// Fails, so that the audit row of an enrolment is rolled back.
    private static Uni<Result> refused(Verdict verdict, @Nullable ApiKey key) {
        return Uni.createFrom().failure(new NotEnrolled(new Result(verdict, key)));
    }

    /// There was nothing to change.
    static final class Unchanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unchanged() {
            super("unchanged", null, false, false);
        }
    }

    /// Nobody was let in, or was before.
    static final class NotEnrolled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Result result;

        NotEnrolled(Result result) {
            super(result.verdict().name(), null, false, false);
            this.result = result;
        }
    }

    /// A key was not replaced, or was before.
    static final class NotReplaced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final Outcome outcome;

        NotReplaced(Outcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }
}
