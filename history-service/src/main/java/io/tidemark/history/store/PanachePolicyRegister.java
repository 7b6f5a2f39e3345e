package io.tidemark.history.store;

import io.tidemark.history.group.Edit;
import io.tidemark.history.group.Edited;
import io.tidemark.history.policy.Policy;
import io.tidemark.history.policy.PolicyDocument;
import io.tidemark.history.policy.PolicyKind;
import io.tidemark.history.policy.PolicyRegister;
import io.tidemark.history.policy.Target;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.List;

/// Policies in PostgreSQL.
@ApplicationScoped
class PanachePolicyRegister implements PolicyRegister {

    private final SettingsSessions sessions;

    PanachePolicyRegister(SettingsSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Policy> current() {
        return Blocking.await(sessions::policies).stream()
                .filter(policy -> policy.document() != null)
                .toList();
    }

    @Override
    public List<Policy> versions(PolicyKind kind, Target target) {
        return Blocking.await(() -> sessions.versions(kind, target));
    }

    @Override
    public Edited<Policy> put(Target target, PolicyDocument document, Edit edit) {
        return Blocking.await(() -> sessions.put(target, document, edit));
    }

    @Override
    public Policy remove(PolicyKind kind, Target target, Edit edit) {
        return Blocking.await(() -> sessions.remove(kind, target, edit));
    }
}
