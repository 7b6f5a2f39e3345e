package io.tidemark.auth.right;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.Role;
import io.tidemark.auth.role.RoleRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RightsTest {
    private static final Instant NOON = RandomRights.NOON;
    private static final AccountName ALICE = new AccountName("alice");
    private static final RoleName ANALYST = Role.ANALYST.roleName();
    private static final RoleName NO_FILES = new RoleName("no-files");

    private final RightsFacts alice = RightsFacts.NONE
            .withAccount(ALICE, Set.of())
            .withRole(rules("no-files", Set.of(), Set.of(Permission.FILES_READ)));

    @Test
    void anExplainedDecisionNamesGroupsRolesAndTheScope() {
        RightsFacts facts = alice.withRole(including("lead", "analyst"))
                .withGroup(group("web", Set.of(ALICE), Set.of()))
                .withGroup(group("engineering", Set.of(), Set.of(new GroupName("web"))));
        UUID id = new UUID(0, 1);
        Rights rights = new Rights(facts.withAssignment(
                id,
                new Assignment(
                        Optional.of(id),
                        new Holder.Group(new GroupName("engineering")),
                        new RoleName("lead"),
                        scope(new Place.Server("web-1")),
                        Window.ALWAYS)));

        Decision decision = rights.decide(ALICE, Permission.FILES_READ, on("web-1", "/srv"), NOON);

        Reason reason = decision.allowance().orElseThrow();
        assertThat(decision.allowed()).isTrue();
        assertThat(reason.groups()).extracting(GroupName::value).containsExactly("web", "engineering");
        assertThat(reason.roles()).extracting(RoleName::value).containsExactly("lead", "analyst");
        assertThat(reason.assignment().id()).contains(id);
        assertThat(rights.decide(ALICE, Permission.FILES_READ, on("web-2", "/srv"), NOON)
                        .allowed())
                .isFalse();
    }

    @Test
    void aDenialWinsOverWhateverAllows() {
        Rights rights = new Rights(give(give(alice, 1, ANALYST, Scope.EVERYTHING), 2, NO_FILES, folder("/srv/secret")));

        assertThat(rights.decide(ALICE, Permission.FILES_READ, on("web-1", "/srv"), NOON)
                        .allowed())
                .isTrue();
        Decision secret = rights.decide(ALICE, Permission.FILES_READ, on("web-1", "/srv/secret/x"), NOON);
        assertThat(secret.allowed()).isFalse();
        assertThat(secret.allowance()).isPresent();
        assertThat(secret.denial().orElseThrow().roles()).containsExactly(NO_FILES);
        assertThat(rights.decide(ALICE, Permission.FILES_READ, on("web-1", "/srv/secretary"), NOON)
                        .allowed())
                .isTrue();
    }

    @Test
    void aThingWithoutAServerIsReachedByRightsForEverythingOnly() {
        Rights server = new Rights(give(alice, 1, ANALYST, scope(new Place.Server("web-1"))));
        Rights everything = new Rights(give(alice, 1, ANALYST, Scope.EVERYTHING));

        assertThat(server.decide(ALICE, Permission.FILES_READ, Target.NOWHERE, NOON)
                        .allowed())
                .isFalse();
        assertThat(everything
                        .decide(ALICE, Permission.FILES_READ, Target.NOWHERE, NOON)
                        .allowed())
                .isTrue();
    }

    @Test
    void aRightBeginsAtItsStartAndIsOverAtItsEnd() {
        Window hour = new Window(NOON, NOON.plus(Duration.ofHours(1)));
        UUID id = new UUID(0, 1);
        Rights rights = new Rights(alice.withAssignment(
                id, new Assignment(Optional.of(id), new Holder.User(ALICE), ANALYST, Scope.EVERYTHING, hour)));

        assertThat(mayRead(rights, NOON.minusNanos(1))).isFalse();
        assertThat(mayRead(rights, NOON)).isTrue();
        assertThat(mayRead(rights, NOON.plusSeconds(3599))).isTrue();
        assertThat(mayRead(rights, NOON.plusSeconds(3600))).isFalse();
    }

    @Test
    void theTokenOfAUserWithADenialAnywhereDoesNotSayThePermissionHoldsEverywhere() {
        Rights rights = new Rights(give(give(alice, 1, ANALYST, Scope.EVERYTHING), 2, NO_FILES, folder("/srv/secret")));

        TokenRights token = TokenRights.at(NOON, rights.holdings(ALICE));

        assertThat(token.everywhere()).contains(Permission.SERVERS_READ).doesNotContain(Permission.FILES_READ);
        assertThat(token.parts())
                .containsExactlyInAnyOrder(
                        new TokenRights.Part(Effect.ALLOW, Set.of(Permission.FILES_READ), Scope.EVERYTHING),
                        new TokenRights.Part(Effect.DENY, Set.of(Permission.FILES_READ), folder("/srv/secret")));
    }

    @Test
    void aTokenEndsWhenTheFirstRightBeginsOrEnds() {
        Window later = new Window(NOON.plusSeconds(60), NOON.plusSeconds(600));
        UUID id = new UUID(0, 1);
        Rights rights = new Rights(alice.withAssignment(
                id, new Assignment(Optional.of(id), new Holder.User(ALICE), ANALYST, Scope.EVERYTHING, later)));

        assertThat(TokenRights.at(NOON, rights.holdings(ALICE)).until()).isEqualTo(NOON.plusSeconds(60));
        assertThat(TokenRights.at(NOON.plusSeconds(60), rights.holdings(ALICE)).until())
                .isEqualTo(NOON.plusSeconds(600));
        assertThat(TokenRights.at(NOON.plusSeconds(600), rights.holdings(ALICE)).until())
                .isEqualTo(Instant.MAX);
    }

    @Test
    void groupsAndRolesInsideThemselvesAreRefusedHoweverDeep() {
        Map<GroupName, UserGroup> nested = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            Set<GroupName> inner = i == 0 ? Set.of() : Set.of(new GroupName("team" + (i - 1)));
            nested.put(new GroupName("team" + i), group("team" + i, Set.of(), inner));
        }
        Map<RoleName, RoleRules> included = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            included.put(new RoleName("role" + i), including("role" + i, "role" + (i + 1) % 500));
        }
        RightsFacts deep = new RightsFacts(Map.of(), Map.of(), nested, Map.of());
        RightsFacts cycle = deep.withGroup(group("team0", Set.of(), Set.of(new GroupName("team4999"))));
        RightsFacts ring = new RightsFacts(Map.of(), included, Map.of(), Map.of());

        assertThat(new Rights(deep).facts().groups()).hasSize(5000);
        assertThatThrownBy(() -> new Rights(cycle)).hasMessageContaining("would be inside itself");
        assertThatThrownBy(() -> new Rights(ring)).hasMessageContaining("would include itself");
    }

    @Test
    void rolesOfServicesAndAgentsAreNotForPeopleAndADepartmentViewerNeedsAScope() {
        assertThatThrownBy(() -> new Rights(give(alice, 1, Role.SERVICE.roleName(), Scope.EVERYTHING)))
                .hasMessageContaining("belongs to services and agents only");
        assertThatThrownBy(() -> new Rights(alice.withRole(including("sly", "agent"))))
                .hasMessageContaining("belongs to services and agents only");
        assertThatThrownBy(() -> new Rights(give(alice, 1, Role.DEPARTMENT_VIEWER.roleName(), Scope.EVERYTHING)))
                .hasMessageContaining("for a part only");
        assertThat(new Rights(give(alice, 1, Role.DEPARTMENT_VIEWER.roleName(), scope(new Place.ServerGroup("sales"))))
                        .holdings(ALICE))
                .hasSize(6);
    }

    @Test
    void anAdministratorMayGiveEveryRoleThatIsForPeople() {
        AccountName root = new AccountName("root");
        Rights before = new Rights(alice.withAccount(root, Set.of(Role.ADMINISTRATOR.roleName())));
        for (Role role : Role.values()) {
            if (role.forPeople()) {
                Scope scope = scope(new Place.Server("web-1"));
                Rights after = new Rights(give(before.facts(), 1, role.roleName(), scope));

                assertThat(Difference.between(before, after, NOON))
                        .as(role.name())
                        .singleElement()
                        .satisfies(d -> assertThat(d.beyond(root, before)).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "srv", "/srv/", "/srv//a", "/srv/../etc", "/srv/.", "/..", "/a\u0000"})
    void aFolderIsAbsoluteAndPlain(String path) {
        assertThatThrownBy(() -> new Place.Folder("web-1", path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesWithDotsAreFolders() {
        assertThat(new Place.Folder("web-1", "/srv/..data/.a/a.").path()).isEqualTo("/srv/..data/.a/a.");
    }

    private static boolean mayRead(Rights rights, Instant at) {
        return rights.decide(ALICE, Permission.FILES_READ, on("web-1", "/srv"), at)
                .allowed();
    }

    private static RightsFacts give(RightsFacts facts, int number, RoleName role, Scope scope) {
        UUID id = new UUID(0, number);
        return facts.withAssignment(
                id, new Assignment(Optional.of(id), new Holder.User(ALICE), role, scope, Window.ALWAYS));
    }

    private static Target on(String server, String path) {
        return new Target(Optional.empty(), Set.of(), Optional.of(server), Optional.of(path), Optional.empty());
    }

    private static Scope folder(String path) {
        return scope(new Place.Folder("web-1", path));
    }

    private static Scope scope(Place place) {
        return new Scope(place, Optional.empty());
    }

    private static RoleRules rules(String name, Set<Permission> allowed, Set<Permission> denied) {
        return new RoleRules(new RoleName(name), "", allowed, denied, Set.of());
    }

    private static RoleRules including(String name, String included) {
        return new RoleRules(new RoleName(name), "", Set.of(), Set.of(), Set.of(new RoleName(included)));
    }

    private static UserGroup group(String name, Set<AccountName> users, Set<GroupName> groups) {
        return new UserGroup(new GroupName(name), "", users, groups);
    }
}
