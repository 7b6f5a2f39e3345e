package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.policy.Policy;
import io.tidemark.history.policy.PolicyDocument;
import io.tidemark.history.policy.PolicyKind;
import io.tidemark.history.policy.Target;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/// Rows of `policy`. Every method is part of the caller's session.
@ApplicationScoped
class PolicyRepository implements PanacheRepositoryBase<PolicyEntity, PolicyEntity.Key> {

    private static final String CURRENT =
            "select distinct on (kind, target) * from policy order by kind, target, version desc";

    private final JsonText json;

    PolicyRepository(JsonText json) {
        this.json = json;
    }

    /// The newest version of each, those that took a policy away too.
    Uni<List<Policy>> newest() {
        return getSession()
                .flatMap(session ->
                        session.createNativeQuery(CURRENT, PolicyEntity.class).getResultList())
                .map(this::toPolicies);
    }

    /// Newest first.
    Uni<List<Policy>> versions(PolicyKind kind, Target target) {
        return list("key.kind = ?1 and key.target = ?2 order by key.version desc", kind.word(), target.text())
                .map(this::toPolicies);
    }

    Uni<Policy> add(Policy policy) {
        PolicyEntity row = new PolicyEntity();
        row.key = new PolicyEntity.Key(policy.kind().word(), policy.target().text(), policy.version());
        PolicyDocument document = policy.document();
        row.document = document == null ? null : json.write(document.toJson());
        row.changedAt = policy.changedAt();
        row.changedBy = policy.changedBy();
        return persist(row).replaceWith(policy);
    }

    private List<Policy> toPolicies(List<PolicyEntity> rows) {
        return rows.stream().map(this::toPolicy).toList();
    }

    private Policy toPolicy(PolicyEntity row) {
        PolicyKind kind = PolicyKind.ofWord(row.key.kind());
        String document = row.document;
        return new Policy(
                kind,
                Target.parse(row.key.target()),
                row.key.version(),
                document == null ? null : PolicyDocument.read(kind, json.readMap(document)),
                row.changedAt,
                row.changedBy);
    }
}
