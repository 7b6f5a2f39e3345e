package io.tidemark.auth.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.auth.session.Introspection.Good;
import io.tidemark.auth.session.Session;
import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.IssuedTokens;
import io.tidemark.auth.token.TokenFacts;
import io.tidemark.auth.token.TokenSigner;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What callers are told about tokens, in the words of the RFCs.
public final class TokenAnswers {
    private TokenAnswers() {}

    /// RFC 7517 section 5.
    public record KeySet(List<Map<String, Object>> keys) {}

    /// RFC 6749 section 5.1.
    ///
    /// @param issuedTokenType where a token was exchanged (RFC 8693); else left out
    /// @param passwordChangeRequired true where the token only serves to choose another password; else
    /// left out
    /// @param oneTimeCodeRequired true where the token only serves to set one-time codes up; else left out
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            String scope,

            @JsonProperty("issued_token_type") @Nullable String issuedTokenType,

            @JsonProperty("password_change_required") @Nullable
            Boolean passwordChangeRequired,

            @JsonProperty("one_time_code_required") @Nullable
            Boolean oneTimeCodeRequired) {
        static TokenAnswer of(IssuedTokens tokens, GrantType grant) {
            return new TokenAnswer(
                    tokens.access().value(),
                    "Bearer",
                    tokens.access().lifetime().toSeconds(),
                    tokens.refreshToken(),
                    tokens.access().scope(),
                    grant == GrantType.TOKEN_EXCHANGE ? "urn:ietf:params:oauth:token-type:access_token" : null,
                    tokens.mustChangePassword() ? true : null,
                    tokens.mustSetUpCode() ? true : null);
        }

        /// Leaves the tokens out.
        @Override
        public String toString() {
            return "TokenAnswer[" + scope + "]";
        }
    }

    /// RFC 7662 section 2.2.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IntrospectionAnswer(
            boolean active,
            @JsonProperty("token_type") @Nullable String tokenType,
            @Nullable String iss,
            @Nullable String aud,
            @Nullable String sub,
            @JsonProperty("client_id") @Nullable String clientId,
            @Nullable String scope,
            @Nullable String sid,
            @Nullable String jti,
            @Nullable Long iat,
            @Nullable Long exp) {
        static final IntrospectionAnswer INACTIVE =
                new IntrospectionAnswer(false, null, null, null, null, null, null, null, null, null, null);

        static IntrospectionAnswer of(Good good, String issuer) {
            return switch (good) {
                case Good.Access access -> of(access.facts(), issuer);
                case Good.Refresh refresh -> of(refresh.session(), issuer);
            };
        }

        private static IntrospectionAnswer of(TokenFacts facts, String issuer) {
            return new IntrospectionAnswer(
                    true,
                    "Bearer",
                    issuer,
                    TokenSigner.AUDIENCE,
                    facts.subject(),
                    facts.clientId(),
                    facts.scope(),
                    facts.session().orElse(null),
                    facts.tokenId(),
                    facts.issuedAt().getEpochSecond(),
                    facts.expiresAt().getEpochSecond());
        }

        private static IntrospectionAnswer of(Session session, String issuer) {
            return new IntrospectionAnswer(
                    true,
                    "refresh_token",
                    issuer,
                    null,
                    session.account().value(),
                    null,
                    null,
                    session.id().toString(),
                    null,
                    session.beganAt().getEpochSecond(),
                    session.endsAt().getEpochSecond());
        }
    }
}
