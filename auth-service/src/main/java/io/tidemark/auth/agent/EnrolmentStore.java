package io.tidemark.auth.agent;

import io.tidemark.auth.agent.Enrolment.Verdict;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyText;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Keeps enrolment tokens. Each change is one transaction with its row in the audit log. Calls block.
public interface EnrolmentStore {
    void add(Enrolment enrolment, AuditEvent event);

    /// False where it is not there, was used or withdrawn before.
    boolean withdraw(String id, AuditEvent event);

    /// Up to `limit`, by id, behind `after` only.
    List<Enrolment> list(String after, int limit);

    /// Judges an attempt and, where it is to enrol, keeps the key and ends those that the agent had
    /// before. Of several at once with one token, one enrols.
    Result use(Attempt attempt, AuditEvent event);

    /// @param key that should be let in, without its admission
    /// @param given whether the server has an agent that was given its secret in another way
    record Attempt(KeyText token, ApiKey key, boolean given, Instant at) {}

    /// @param key as it is kept now; null where nobody was let in
    record Result(Verdict verdict, @Nullable ApiKey key) {}
}
