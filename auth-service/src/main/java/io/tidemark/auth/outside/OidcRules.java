package io.tidemark.auth.outside;

import java.net.URI;
import java.util.List;
import java.util.Set;

/// What this service is to an OpenID Connect provider, and how it reads what that says.
///
/// @param issuer what the provider's tokens name as theirs; an https address
/// @param clientId what this service is called there
/// @param exchanged for whom ID tokens may be made that are exchanged (RFC 8693)
/// @param algorithm the only one it signs with
/// @param nameClaim from which the account's name is made
/// @param groupsClaim where the groups are: names of claims, each inside the one before
/// @param mfa what one of `amr` is where the provider asked for a second factor
/// @param callback where the provider sends people back to
/// @param redirects where clients may be sent to beside loopback addresses
/// @param scopes what is asked for
/// @param prompt what the provider is told to ask people; may be empty
public record OidcRules(
        String issuer,
        String clientId,
        Set<String> exchanged,
        String algorithm,
        String nameClaim,
        List<String> groupsClaim,
        Set<String> mfa,
        URI callback,
        Set<String> redirects,
        List<String> scopes,
        String prompt) {
    private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512");

    public OidcRules {
        exchanged = Set.copyOf(exchanged);
        groupsClaim = List.copyOf(groupsClaim);
        mfa = Set.copyOf(mfa);
        redirects = Set.copyOf(redirects);
        scopes = List.copyOf(scopes);
        require(issuer.startsWith("https://"), "auth.oidc.issuer is the https address of the provider");
        require(!clientId.isBlank(), "auth.oidc.client-id must not be empty");
        require(ALGORITHMS.contains(algorithm), "auth.oidc.algorithm is one of " + ALGORITHMS);
        require(scopes.contains("openid"), "auth.oidc.scopes has openid");
        require(callback.isAbsolute(), "auth.oidc.callback is an address, where platform.auth.issuer is none");
    }

    private static void require(boolean right, String sentence) {
        if (!right) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /// Whether a client may be sent there with a code: to itself on the same machine (RFC 8252 section
    /// 7.3), at
    /// whatever
    /// port, or to an address that was given.
    boolean mayRedirectTo(String address) {
        return redirects.contains(address) || isLoopback(address);
    }

    private static boolean isLoopback(String address) {
        try {
            URI uri = URI.create(address);
            boolean loopback = "127.0.0.1".equals(uri.getHost()) || "[::1]".equals(uri.getHost());
            return "http".equals(uri.getScheme())
                    && loopback
                    && uri.getPort() > 0
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
