package io.tidemark.auth.start;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.tidemark.auth.outside.IdentityProvider;
import io.tidemark.platform.client.AuthAddress;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The OpenID Connect provider as its own discovery document tells of it: asked at the start and
/// every minute, never because of a request. What was heard last holds while it does not answer.
@Singleton
class HeardProvider implements IdentityProvider {
    private static final Logger LOG = Logger.getLogger(HeardProvider.class);
    /// How many may wait for its answer: others need the threads.
    private static final int AT_ONCE = 8;

    private final OidcConfig config;
    private final AuthAddress own;
    private final ObjectMapper json;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable Discovery discovery;
    private volatile List<JsonWebKey> keys = List.of();

    HeardProvider(AuthConfig config, AuthAddress own, ObjectMapper json) {
        this.config = config.oidc();
        this.own = own;
        this.json = json;
    }

    @Override
    public List<JsonWebKey> keys() {
        return keys;
    }

    @Override
    public URI authorization() {
        return known().authorization();
    }

    private Discovery known() {
        Discovery heard = discovery;
        if (heard == null) {
            throw away("nothing was heard of it yet", null);
        }
        return heard;
    }

    void start(@Observes StartupEvent event) {
        hear();
    }

    @Scheduled(every = "${auth.oidc.refresh-interval:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void hear() {
        config.issuer().ifPresent(this::hear);
    }

    private void hear(String issuer) {
        try {
            String address = issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration";
            Discovery heard = json.readValue(get(URI.create(address)), Discovery.class);
            heard.check(issuer);
            keys = new JsonWebKeySet(get(heard.keys())).getJsonWebKeys();
            discovery = heard;
        } catch (IOException | GeneralSecurityException | JoseException | IllegalArgumentException e) {
            LOG.warnf("The OpenID Connect provider %s is not to be had: %s", issuer, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String get(URI address) throws IOException, GeneralSecurityException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(TrustedHttp.PATIENCE).build();
        return TrustedHttp.send(request, config.caFile()).good();
    }

    @Override
    public Optional<String> idToken(String code, String verifier) {
        if (!places.tryAcquire()) {
            throw away("too many wait for it", null);
        }
        try {
            CodeQuestion question = new CodeQuestion(config, config.callbackBelow(own.issuer()));
            return idToken(TrustedHttp.send(question.of(known().token(), code, verifier), config.caFile()));
        } catch (IOException | GeneralSecurityException e) {
            throw away(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("this service is stopping", e);
        } finally {
            places.release();
        }
    }

    /// What it refuses with 400 or 401 is the code; all else is its own trouble.
    private Optional<String> idToken(TrustedHttp.Answer answer) throws IOException {
        if (answer.status() == 400 || answer.status() == 401) {
            LOG.warnf("The OpenID Connect provider refuses a code with %d", (Object) answer.status());
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    json.readValue(answer.good(), Given.class).idToken());
        } catch (JsonProcessingException e) {
            throw new IOException("it answers with something else than JSON", e);
        }
    }

    private static ProblemException away(String why, @Nullable Exception cause) {
        LOG.warnf("The OpenID Connect provider cannot be asked: %s", why);
        String sentence = "The OpenID Connect provider does not answer; try again in a moment";
        return cause == null
                ? new ProblemException(ProblemCode.UNAVAILABLE, sentence)
                : new ProblemException(ProblemCode.UNAVAILABLE, sentence, cause);
    }

    /// The part of the discovery document that counts here.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Discovery(
            @Nullable String issuer,

            @JsonProperty("authorization_endpoint") @Nullable
            URI authorizationEndpoint,

            @JsonProperty("token_endpoint") @Nullable URI tokenEndpoint,
            @JsonProperty("jwks_uri") @Nullable URI jwksUri) {
        /// A document that somebody else could have put there is not followed.
        void check(String expected) {
            boolean complete = isHttps(authorizationEndpoint) && isHttps(tokenEndpoint) && isHttps(jwksUri);
            if (!complete || !expected.equals(issuer)) {
                throw new IllegalArgumentException(
                        "its discovery document names another issuer, or addresses that are not https");
            }
        }

        private static boolean isHttps(@Nullable URI address) {
            return address != null && "https".equals(address.getScheme());
        }

        URI authorization() {
            return Objects.requireNonNull(authorizationEndpoint);
        }

        URI token() {
            return Objects.requireNonNull(tokenEndpoint);
        }

        URI keys() {
            return Objects.requireNonNull(jwksUri);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Given(@JsonProperty("id_token") @Nullable String idToken) {
        @Override
        public String toString() {
            return "Given[]";
        }
    }
}
