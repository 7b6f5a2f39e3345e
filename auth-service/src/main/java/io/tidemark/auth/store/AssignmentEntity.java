package io.tidemark.auth.store;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.ScopeForm;
import io.tidemark.auth.right.Window;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "assignment")
class AssignmentEntity {
    @Id
    UUID id;

    @Column(name = "account")
    @Nullable
    String account;

    @Column(name = "user_group")
    @Nullable
    String userGroup;

    @Column(name = "role")
    String role;

    @Column(name = "scope_kind")
    @Nullable
    String scopeKind;

    @Column(name = "scope_name")
    @Nullable
    String scopeName;

    @Column(name = "scope_path")
    @Nullable
    String scopePath;

    @Column(name = "scope_owner")
    @Nullable
    String scopeOwner;

    @Column(name = "valid_from")
    @Nullable
    Instant validFrom;

    @Column(name = "valid_until")
    @Nullable
    Instant validUntil;

    static AssignmentEntity of(UUID id, Assignment assignment) {
        AssignmentEntity entity = new AssignmentEntity();
        entity.id = id;
        switch (assignment.holder()) {
            case Holder.User user -> entity.account = user.name().value();
            case Holder.Group group -> entity.userGroup = group.name().value();
        }
        entity.role = assignment.role().value();
        ScopeForm scope = ScopeForm.of(assignment.scope());
        entity.scopeKind = scope.kind();
        entity.scopeName = scope.name();
        entity.scopePath = scope.path();
        entity.scopeOwner = scope.owner();
        Window window = assignment.window();
        entity.validFrom = window.from().equals(Instant.MIN) ? null : window.from();
        entity.validUntil = window.until().equals(Instant.MAX) ? null : window.until();
        return entity;
    }

    /// @param row all columns in the order in which they stand here
    static AssignmentEntity of(@Nullable Object[] row) {
        AssignmentEntity entity = new AssignmentEntity();
        entity.id = (UUID) Objects.requireNonNull(row[0]);
        entity.account = (String) row[1];
        entity.userGroup = (String) row[2];
        entity.role = (String) Objects.requireNonNull(row[3]);
        entity.scopeKind = (String) row[4];
        entity.scopeName = (String) row[5];
        entity.scopePath = (String) row[6];
        entity.scopeOwner = (String) row[7];
        entity.validFrom = (Instant) row[8];
        entity.validUntil = (Instant) row[9];
        return entity;
    }

    Assignment toAssignment() {
        return new Assignment(
                Optional.of(id),
                holder(),
                new RoleName(role),
                new ScopeForm(scopeKind, scopeName, scopePath, scopeOwner).toScope(),
                new Window(
                        Objects.requireNonNullElse(validFrom, Instant.MIN),
                        Objects.requireNonNullElse(validUntil, Instant.MAX)));
    }

    private Holder holder() {
        return account == null
                ? new Holder.Group(new GroupName(Objects.requireNonNull(userGroup)))
                : new Holder.User(new AccountName(account));
    }
}
