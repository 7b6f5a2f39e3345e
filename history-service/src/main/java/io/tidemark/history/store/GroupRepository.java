package io.tidemark.history.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.group.Group;
import io.tidemark.history.group.GroupName;
import io.tidemark.history.group.Groups;
import io.tidemark.history.group.Selector;
import jakarta.enterprise.context.ApplicationScoped;

/// Rows of `server_group`. Every method is part of the caller's session.
@ApplicationScoped
class GroupRepository implements PanacheRepositoryBase<GroupEntity, String> {

    private final JsonText json;

    GroupRepository(JsonText json) {
        this.json = json;
    }

    Uni<Groups> groups() {
        return listAll().map(rows -> Groups.of(rows.stream().map(this::toGroup).toList()));
    }

    Uni<Group> save(Group group) {
        return findById(group.name().value())
                .flatMap(row -> row == null
                        ? persist(write(new GroupEntity(), group))
                        : Uni.createFrom().item(write(row, group)))
                .replaceWith(group);
    }

    private GroupEntity write(GroupEntity row, Group group) {
        row.name = group.name().value();
        row.description = group.description();
        row.priority = group.priority();
        row.selector = json.write(group.selector());
        row.version = group.version();
        row.changedAt = group.changedAt();
        row.changedBy = group.changedBy();
        return row;
    }

    private Group toGroup(GroupEntity row) {
        return new Group(
                new GroupName(row.name),
                row.description,
                row.priority,
                json.read(row.selector, Selector.class),
                row.version,
                row.changedAt,
                row.changedBy);
    }
}
