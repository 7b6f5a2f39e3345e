package io.tidemark.auth.start;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How the provider is asked for the token of a code (RFC 6749 section 4.1.3, RFC 7636).
final class CodeQuestion {
    private final OidcConfig config;
    private final URI callback;

    /// @param callback where the provider sent the code
    CodeQuestion(OidcConfig config, URI callback) {
        this.config = config;
        this.callback = callback;
    }

    HttpRequest of(URI endpoint, String code, String verifier) throws IOException {
        Map<String, String> form = new TreeMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                callback.toString(),
                "code_verifier",
                verifier));
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(TrustedHttp.PATIENCE)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded");
        Optional<String> secret = secret();
        if (secret.isPresent()) {
            request.header("Authorization", basic(config.clientId().orElse(""), secret.get()));
        } else {
            form.put("client_id", config.clientId().orElse(""));
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(encoded(form))).build();
    }

    /// A file is read anew each time, so that one that was replaced counts at once.
    private Optional<String> secret() throws IOException {
        return config.clientSecretFile().isPresent()
                ? Optional.of(Files.readString(config.clientSecretFile().get()).strip())
                : config.clientSecret();
    }

    private static String basic(String id, String secret) {
        byte[] both = (encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
