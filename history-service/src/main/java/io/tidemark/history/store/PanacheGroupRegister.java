package io.tidemark.history.store;

import io.tidemark.history.group.Edit;
import io.tidemark.history.group.Edited;
import io.tidemark.history.group.Group;
import io.tidemark.history.group.GroupDraft;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.GroupRegister;
import io.tidemark.history.group.Groups;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;

/// Groups in PostgreSQL.
@ApplicationScoped
class PanacheGroupRegister implements GroupRegister {

    private final SettingsSessions sessions;

    PanacheGroupRegister(SettingsSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Groups all() {
        return Blocking.await(sessions::groups);
    }

    @Override
    public Edited<Group> put(GroupName name, GroupDraft draft, Edit edit) {
        return Blocking.await(() -> sessions.put(name, draft, edit));
    }

    @Override
    public Group remove(GroupName name, Edit edit) {
        return Blocking.await(() -> sessions.remove(name, edit));
    }
}
