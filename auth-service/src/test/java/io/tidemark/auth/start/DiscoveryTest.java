package io.tidemark.auth.start;

import io.tidemark.auth.start.HeardProvider.Discovery;
import org.junit.jupiter.api.Test;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DiscoveryTest {
    private static final String ISSUER = "https://login.example.org";

    @Test
    void aWholeDocumentOfTheIssuerIsFollowed() {
        assertThatCode(() -> document(ISSUER, "https://login.example.org/keys").check(ISSUER))
                .doesNotThrowAnyException();
    }

    @Test
    void aDocumentOfAnotherIssuerOrWithoutTlsIsNot() {
        assertThatThrownBy(() -> document("https://login.example.net", "https://login.example.org/keys")
                        .check(ISSUER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> document(ISSUER, "http://login.example.org/keys").check(ISSUER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> document(ISSUER, "file:///etc/passwd").check(ISSUER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Discovery document(String issuer, String keys) {
        return new Discovery(
                issuer, URI.create(ISSUER + "/authorize"), URI.create(ISSUER + "/token"), URI.create(keys));
    }
}
