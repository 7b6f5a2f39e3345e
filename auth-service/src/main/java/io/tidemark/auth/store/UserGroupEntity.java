package io.tidemark.auth.store;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.UserGroup;
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
import java.util.Set;
import java.util.stream.Collectors;

@Entity
@Table(name = "user_group")
class UserGroupEntity {
    @Id
    String name;

    @Column(name = "description")
    String description;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "user_group_user", joinColumns = @JoinColumn(name = "user_group"))
    @Column(name = "account")
    Set<String> users = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "user_group_group", joinColumns = @JoinColumn(name = "user_group"))
    @Column(name = "member")
    Set<String> groups = new HashSet<>();

    static UserGroupEntity of(UserGroup group) {
        UserGroupEntity entity = new UserGroupEntity();
        entity.name = group.name().value();
        entity.set(group);
        return entity;
    }

    void set(UserGroup group) {
        description = group.description();
        Sets.replace(users, group.users());
        Sets.replace(groups, group.groups());
    }

    UserGroup toGroup() {
        return new UserGroup(
                new GroupName(name),
                description,
                users.stream().map(AccountName::new).collect(Collectors.toSet()),
                groups.stream().map(GroupName::new).collect(Collectors.toSet()));
    }
}
