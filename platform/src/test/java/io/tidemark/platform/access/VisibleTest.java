package io.tidemark.platform.access;

import io.tidemark.platform.access.Visible.Part;
import io.tidemark.platform.access.Visible.Servers;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleTest {
    private static final Part ALL = allow("everything", "");

    @Test
    void nothingIsVisibleWithoutAnAllowance() {
        Visible nothing = visible(deny("server", "web-1"));

        assertThat(nothing.servers()).isEqualTo(new Servers(false, Set.of()));
        assertThat(nothing.server("web-1")).isFalse();
        assertThat(nothing.folder("web-2", "/")).isFalse();
    }

    @Test
    void namedServersAreVisibleAndNoOthers() {
        Visible some = visible(allow("server", "web-1"), allow("server", "web-2"), deny("server", "web-2"));

        assertThat(some.servers()).isEqualTo(new Servers(false, Set.of("web-1")));
        assertThat(some.server("web-1")).isTrue();
        assertThat(some.server("web-2")).isFalse();
        assertThat(some.server("web-3")).isFalse();
    }

    @Test
    void everythingButOneServer() {
        Visible most = visible(ALL, deny("server", "db-1"));

        assertThat(most.servers()).isEqualTo(new Servers(true, Set.of("db-1")));
        assertThat(most.servers().all()).isFalse();
        assertThat(most.server("db-1")).isFalse();
        assertThat(most.server("web-1")).isTrue();
        assertThat(most.folder("db-1", "/srv")).isFalse();
        assertThat(Visible.EVERYTHING.servers().all()).isTrue();
    }

    @Test
    void aServerOfWhichAFolderIsDeniedIsNotVisibleAsAWholeButItsOtherFoldersAre() {
        Visible most = visible(ALL, new Part(true, "folder", "web-1", Optional.of("/srv/pay"), Optional.empty()));

        assertThat(most.server("web-1")).isFalse();
        assertThat(most.folder("web-1", "/srv")).isFalse();
        assertThat(most.folder("web-1", "/srv/pay/2026")).isFalse();
        assertThat(most.folder("web-1", "/srv/payments")).isTrue();
        assertThat(most.folder("web-2", "/srv/pay")).isTrue();
    }

    @Test
    void aFolderIsVisibleWithAllBelowItAndTheServerAroundItIsNot() {
        Visible folder = visible(new Part(false, "folder", "web-1", Optional.of("/srv"), Optional.empty()));

        assertThat(folder.folder("web-1", "/srv")).isTrue();
        assertThat(folder.folder("web-1", "/srv/a/b")).isTrue();
        assertThat(folder.folder("web-1", "/srv2")).isFalse();
        assertThat(folder.folder("web-1", "/")).isFalse();
        assertThat(folder.server("web-1")).isFalse();
    }

    @Test
    void whatIsNotKnownHereAllowsNothingAndDeniesEverything() {
        assertThat(visible(allow("group", "sales"), allow("tenant", "acme")).servers())
                .isEqualTo(new Servers(false, Set.of()));
        assertThat(visible(ALL, deny("group", "sales")).servers()).isEqualTo(new Servers(false, Set.of()));
        assertThat(visible(ALL, deny("group", "sales")).folder("web-1", "/srv")).isFalse();
        assertThat(visible(allow("somewhere-new", "x")).server("x")).isFalse();
        assertThat(visible(ALL, deny("somewhere-new", "x")).server("web-1")).isFalse();
    }

    @Test
    void whatDependsOnTheOwnerIsNoWholeServerAndADenialOfItHidesTheWhole() {
        Part own = new Part(false, "everything", "", Optional.empty(), Optional.of("bob"));
        Part notBobs = new Part(true, "server", "web-1", Optional.empty(), Optional.of("bob"));

        assertThat(visible(own).server("web-1")).isFalse();
        assertThat(visible(own).folder("web-1", "/srv")).isFalse();
        assertThat(visible(ALL, notBobs).server("web-1")).isFalse();
        assertThat(visible(ALL, notBobs).server("web-2")).isTrue();
    }

    @Test
    void nothingOfAnotherTenantIsVisibleWhateverIsAllowed() {
        Tenancy acme = Tenancy.of(new Tenant("acme"));
        Visible all = new Visible(List.of(ALL, allow("server", "web-1")), acme);

        assertThat(all.servers()).isEqualTo(new Servers(true, Set.of(), acme));
        assertThat(all.servers().all()).isFalse();
        assertThat(all.server("web-1@acme")).isTrue();
        assertThat(all.server("web-1")).isFalse();
        assertThat(all.server("web-1@globex")).isFalse();
        assertThat(all.folder("web-1@acme", "/srv")).isTrue();
        assertThat(all.folder("web-1", "/srv")).isFalse();
    }

    @Test
    void whoeverIsOfNoTenantSeesNothing() {
        Visible all = new Visible(List.of(ALL, allow("server", "web-1")), Tenancy.NONE);

        assertThat(all.server("web-1")).isFalse();
        assertThat(all.folder("web-1", "/")).isFalse();
    }

    @Test
    void aTenantIsEverythingForItsOwnPeopleAndNothingForOthers() {
        Tenancy acme = Tenancy.of(new Tenant("acme"));

        assertThat(new Visible(List.of(allow("tenant", "acme")), acme).servers())
                .isEqualTo(new Servers(true, Set.of(), acme));
        assertThat(new Visible(List.of(ALL, deny("tenant", "acme")), acme).server("web-1@acme"))
                .isFalse();
        assertThat(new Visible(List.of(allow("tenant", "globex")), acme).servers())
                .isEqualTo(new Servers(false, Set.of(), acme));
        assertThat(new Visible(List.of(ALL, deny("tenant", "globex")), acme).server("web-1@acme"))
                .isTrue();
    }

    private static Visible visible(Part... parts) {
        return new Visible(List.of(parts), Tenancy.ALL);
    }

    private static Part allow(String kind, String name) {
        return new Part(false, kind, name, Optional.empty(), Optional.empty());
    }

    private static Part deny(String kind, String name) {
        return new Part(true, kind, name, Optional.empty(), Optional.empty());
    }
}
