package io.tidemark.auth.store;

import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.RoleRules;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@Entity
@Table(name = "custom_role")
class CustomRoleEntity {
    @Id
    String name;

    @Column(name = "description")
    String description;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "custom_role_allowed", joinColumns = @JoinColumn(name = "role"))
    @Column(name = "permission")
    Set<String> allowed = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "custom_role_denied", joinColumns = @JoinColumn(name = "role"))
    @Column(name = "permission")
    Set<String> denied = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "custom_role_included", joinColumns = @JoinColumn(name = "role"))
    @Column(name = "included")
    Set<String> included = new HashSet<>();

    static CustomRoleEntity of(RoleRules role) {
        CustomRoleEntity entity = new CustomRoleEntity();
        entity.name = role.name().value();
        entity.set(role);
        return entity;
    }

    void set(RoleRules role) {
        description = role.description();
        Sets.replace(allowed, role.allowed());
        Sets.replace(denied, role.denied());
        Sets.replace(included, role.included());
    }

    /// A denial of what this version does not know is kept out as well: there is nothing it could deny.
    RoleRules toRules() {
        return new RoleRules(
                new RoleName(name),
                description,
                permissions(allowed),
                permissions(denied),
                included.stream().map(RoleName::new).collect(Collectors.toSet()));
    }

    private static Set<Permission> permissions(Set<String> texts) {
        return texts.stream().map(Permission::of).flatMap(Optional::stream).collect(Collectors.toSet());
    }
}
