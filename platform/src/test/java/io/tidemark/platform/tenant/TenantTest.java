package io.tidemark.platform.tenant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TenantTest {
    private static final Tenant ACME = new Tenant("acme");

    @ParameterizedTest
    @CsvSource({
        "web-1, default",
        "web-1@acme, acme",
        "alice, default",
        "alice@acme, acme",
        "oidc:alice@example.org, default",
        "ldap:alice@acme, default",
        "a@b@acme, acme"
    })
    void aNameSaysWhoseItIs(String name, String tenant) {
        assertThat(Tenant.of(name)).hasToString(tenant);
    }

    @ParameterizedTest
    @CsvSource({"history, default", "scan, default", "scan@web-1, default", "scan@web-1@acme, acme"})
    void anAgentIsItsServersTenants(String client, String tenant) {
        assertThat(Tenant.ofClient(client)).hasToString(tenant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "1a", "a_b", "*", "a b", "a\n", "abcdefghijklmnopqrstuvwxyz012345"})
    void refusesWhatIsNoNameOfATenant(String name) {
        assertThatThrownBy(() -> new Tenant(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsAndPlainNamesGoTogether() {
        assertThat(ACME.suffix()).isEqualTo("@acme");
        assertThat(Tenant.DEFAULT.suffix()).isEmpty();
        assertThat(Tenant.plain("web-1@acme")).isEqualTo("web-1");
        assertThat(Tenant.plain("web-1")).isEqualTo("web-1");
        assertThat(Tenant.plain("oidc:alice@example.org")).isEqualTo("oidc:alice@example.org");
    }

    @Test
    void aTenancyContainsItsOwnThingsOnly() {
        assertThat(Tenancy.of(ACME).contains("web-1@acme")).isTrue();
        assertThat(Tenancy.of(ACME).contains("web-1")).isFalse();
        assertThat(Tenancy.of(ACME).contains("web-1@acme2")).isFalse();
        assertThat(Tenancy.of(Tenant.DEFAULT).contains("web-1")).isTrue();
        assertThat(Tenancy.of(Tenant.DEFAULT).contains("web-1@acme")).isFalse();
        assertThat(Tenancy.ALL.contains("web-1@acme")).isTrue();
        assertThat(Tenancy.NONE.contains("web-1")).isFalse();
        assertThat(Tenancy.NONE.contains("web-1@")).isFalse();
    }

    @Test
    void aClaimThatSaysNoTenantOpensNothing() {
        assertThat(Tenancy.ofClaim(null)).isEqualTo(Tenancy.NONE);
        assertThat(Tenancy.ofClaim("Acme")).isEqualTo(Tenancy.NONE);
        assertThat(Tenancy.ofClaim(7)).isEqualTo(Tenancy.NONE);
        assertThat(Tenancy.ofClaim("acme")).isEqualTo(Tenancy.of(ACME));
        assertThat(Tenancy.ofClaim("*")).isEqualTo(Tenancy.ALL);
    }
}
