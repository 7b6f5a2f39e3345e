package io.tidemark.auth.start;

import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An OpenID Connect provider by which people sign in; none where its issuer is not given.
public interface OidcConfig {
    /// The provider's https address, as its tokens name it; its keys and addresses are found from there.
    Optional<String> issuer();

    /// What this service is called there.
    Optional<String> clientId();

    /// The secret it has there, as text; better in an environment variable or a file than here.
    Optional<String> clientSecret();

    /// The file of that secret. Without either the provider is told none.
    Optional<Path> clientSecretFile();

    /// Where the provider sends people back to: `/api/auth/callback` below `platform.auth.issuer` by
    /// default.
    Optional<URI> callback();

    /// Where programs may be sent to with a code, beside loopback addresses.
    Optional<Set<String>> redirects();

    /// For whom ID tokens may be made that are exchanged; for this service itself by default.
    Optional<Set<String>> exchangedAudiences();

    /// The only algorithm it signs with.
    @WithDefault("RS256")
    String algorithm();

    /// What is asked for.
    @WithDefault("openid,profile")
    List<String> scopes();

    /// What the provider should ask people even where it knows them: without it, any program on a machine
    /// gets a code
    /// for
    /// whoever is signed in there.
    @WithDefault("select_account")
    Optional<String> prompt();

    /// The claim from which an account's name is made.
    @WithDefault("preferred_username")
    String nameClaim();

    /// The claim that has the groups; several by commas where one is inside the other.
    @WithDefault("groups")
    List<String> groupsClaim();

    /// The user group here, by the group's name there.
    Map<String, String> groups();

    /// What one of `amr` is where the provider asked for a second factor.
    @WithDefault("mfa")
    Set<String> mfa();

    /// The certificates with which the provider proves itself (PEM); those that Java knows where it is not
    /// set.
    Optional<Path> caFile();

    /// How often its keys and addresses are asked for.
    @WithDefault("1m")
    String refreshInterval();

    /// @param issuer of this service's own tokens; may be no address
    default URI callbackBelow(String issuer) {
        return callback().orElseGet(() -> URI.create(issuer.replaceAll("/+$", "") + "/api/auth/callback"));
    }
}
