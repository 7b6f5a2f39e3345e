package io.tidemark.auth.store;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.ClientId;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.right.Assignment;
import io.tidemark.auth.right.GroupName;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.Place;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.right.Scope;
import io.tidemark.auth.right.UserGroup;
import io.tidemark.auth.right.Window;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.RoleRules;
import io.tidemark.platform.tenant.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeTextTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.000001Z");
    private static final AccountName ALICE = new AccountName("alice");
    private static final RoleName KEEPER = new RoleName("keeper");

    static Stream<Change> changes() {
        return Stream.concat(
                rightsChanges().stream().map(Change.Rights::new),
                Stream.of(
                        new Change.MakeAccount(
                                new Account(ALICE, "$argon2id$v=19$m=1$a$b", Set.of(KEEPER), false, NOON, true)),
                        new Change.ReplacePassword(ALICE, "$argon2id$v=19$m=1$a$b"),
                        new Change.Enable(ALICE),
                        new Change.ResetCodes(ALICE),
                        new Change.EnableTenant(new Tenant("acme")),
                        new Change.MakeKey(new ApiKey(
                                "tdk_abcdefghijkl",
                                KeyHolder.service(new ClientId("reports")),
                                Set.of(Permission.SAMPLES_READ),
                                "nightly \"report\"",
                                "0".repeat(64),
                                "alice",
                                NOON,
                                NOON.plusSeconds(60),
                                null,
                                null,
                                null,
                                null,
                                null))));
    }

    private static List<RightsChange> rightsChanges() {
        Window window = new Window(NOON, NOON.plusSeconds(1));
        return List.of(
                new RightsChange.SetAccountRoles(ALICE, Set.of(KEEPER, new RoleName("viewer"))),
                new RightsChange.SetAccountRoles(ALICE, Set.of()),
                new RightsChange.PutRole(new RoleRules(
                        KEEPER,
                        "H\u00e4lt \"alles\"",
                        Set.of(Permission.FILES_READ),
                        Set.of(Permission.AUDIT_READ),
                        Set.of(new RoleName("viewer")))),
                new RightsChange.RemoveRole(KEEPER),
                new RightsChange.PutGroup(
                        new UserGroup(new GroupName("staff"), "", Set.of(ALICE), Set.of(new GroupName("interns")))),
                new RightsChange.RemoveGroup(new GroupName("staff")),
                given(new Holder.User(ALICE), Place.EVERYTHING, Optional.empty(), Window.ALWAYS),
                given(new Holder.Group(new GroupName("staff")), new Place.Tenant("acme"), Optional.empty(), window),
                given(new Holder.User(ALICE), new Place.ServerGroup("web"), Optional.of("bob"), window),
                given(new Holder.User(ALICE), new Place.Server("web-1"), Optional.of(Scope.SELF), window),
                given(new Holder.User(ALICE), new Place.Folder("web-1", "/srv/\"a\""), Optional.empty(), window),
                new RightsChange.Withdraw(ID));
    }

    private static RightsChange given(Holder holder, Place place, Optional<String> owner, Window window) {
        return new RightsChange.Give(
                ID, new Assignment(Optional.of(ID), holder, KEEPER, new Scope(place, owner), window));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyChangeComesBackAsItWas(Change change) {
        Change read = ChangeText.read(ChangeText.write(change));

        assertThat(read).isEqualTo(change);
    }

    /// What an earlier version wrote into the database.
    @Test
    void theTextOfAKindStaysReadable() {
        String kept = """
                {"kind":"rights","change":{"kind":"give","id":"01234567-89ab-7def-8123-456789abcdef",
                 "assignment":{"id":"01234567-89ab-7def-8123-456789abcdef","holder":{"kind":"user","name":{"value":"alice"}},
                 "role":{"value":"keeper"},"scope":{"place":{"kind":"server","name":"web-1"},"owner":"@me"},
                 "window":{"from":"2026-01-01T12:00:00.000001Z","until":"2026-01-01T12:00:01.000001Z"}}}}
                """;

        Change read = ChangeText.read(kept);

        assertThat(read)
                .isEqualTo(new Change.Rights(given(
                        new Holder.User(ALICE),
                        new Place.Server("web-1"),
                        Optional.of(Scope.SELF),
                        new Window(NOON, NOON.plusSeconds(1)))));
    }
}
