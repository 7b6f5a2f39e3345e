package io.tidemark.auth.store;

import io.tidemark.auth.agent.Enrolment;
import io.tidemark.auth.agent.Enrolment.Verdict;
import io.tidemark.auth.agent.EnrolmentStore;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.util.List;

@Singleton
class StoredEnrolments implements EnrolmentStore {
    private final EnrolmentRepository enrolments;
    private final KeyTransactions transactions;
    private final AuditMeter meter;

    StoredEnrolments(EnrolmentRepository enrolments, KeyTransactions transactions, AuditMeter meter) {
        this.enrolments = enrolments;
        this.transactions = transactions;
        this.meter = meter;
    }

    @Override
    public void add(Enrolment enrolment, AuditEvent event) {
        Blocking.await(() -> transactions.add(enrolment, event));
        meter.committed(1);
    }

    @Override
    public boolean withdraw(String id, AuditEvent event) {
        boolean withdrawn = Blocking.await(() -> transactions
                .withdraw(id, event)
                .onFailure(KeyTransactions.Unchanged.class)
                .recoverWithItem(false));
        meter.committed(withdrawn ? 1 : 0);
        return withdrawn;
    }

    @Override
    public List<Enrolment> list(String after, int limit) {
        return Blocking.await(() -> enrolments.byId(after, limit)).stream()
                .map(EnrolmentEntity::toEnrolment)
                .toList();
    }

    @Override
    public Result use(Attempt attempt, AuditEvent event) {
        Result result = Blocking.await(() -> transactions
                .use(attempt, event)
                .onFailure(KeyTransactions.NotEnrolled.class)
                .recoverWithItem(e -> e.result));
        meter.committed(result.verdict() == Verdict.ENROL ? 1 : 0);
        return result;
    }
}
