package io.tidemark.auth.outside;

import io.tidemark.auth.account.AccountName.Source;
import io.tidemark.auth.credential.KnownKeys;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads ID tokens (OpenID Connect Core, section 3.1.3.7).
final class IdTokens {
    private static final int SKEW_SECONDS = 30;
    private static final int LONGEST_MINUTES = 25 * 60;
    /// One that is exchanged was made for a sign-in of a moment ago, not for one of this morning.
    private static final int OLDEST_SECONDS = 60 * 60;

    private final OidcRules rules;
    private final IdentityProvider provider;
    private final InstantSource clock;

    IdTokens(OidcRules rules, IdentityProvider provider, InstantSource clock) {
        this.rules = rules;
        this.provider = provider;
        this.clock = clock;
    }

    /// Whom a token stands for that the provider gave for a code; empty where it is not good.
    ///
    /// @param nonce what it must carry
    Optional<OutsidePerson> ofSignIn(String token, String nonce) {
        return read(token, Set.of(rules.clientId()), nonce);
    }

    /// Whom a token stands for that somebody else got from the provider; empty where it is not good.
    Optional<OutsidePerson> ofExchange(String token) {
        return read(token, rules.exchanged(), null);
    }

    private Optional<OutsidePerson> read(String token, Set<String> audiences, @Nullable String nonce) {
        try {
            JwtClaims claims = consumer(audiences).processToClaims(token);
            boolean meant = isForAll(claims, audiences) && (nonce == null || isEqual(claims, nonce));
            return meant ? person(claims) : Optional.empty();
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private JwtConsumer consumer(Set<String> audiences) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, rules.algorithm())
                .setVerificationKeyResolver(new KnownKeys(provider.keys()))
                .setExpectedType(false, "JWT")
                .setExpectedIssuer(rules.issuer())
                .setExpectedAudience(audiences.toArray(String[]::new))
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(SKEW_SECONDS, OLDEST_SECONDS)
                .setMaxFutureValidityInMinutes(LONGEST_MINUTES)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    /// A token for several says for whom it was made, and that is one of ours.
    private static boolean isForAll(JwtClaims claims, Set<String> audiences) throws MalformedClaimException {
        @Nullable String party = claims.getStringClaimValue("azp");
        return party == null ? claims.getAudience().size() == 1 : audiences.contains(party);
    }

    private static boolean isEqual(JwtClaims claims, String nonce) throws MalformedClaimException {
        @Nullable String found = claims.getStringClaimValue("nonce");
        return found != null && Digests.equal(found, nonce);
    }

    private Optional<OutsidePerson> person(JwtClaims claims) throws MalformedClaimException {
        String subject = claims.getSubject();
        if (subject.isBlank() || subject.length() > OutsidePerson.MAX_SUBJECT) {
            return Optional.empty();
        }
        Object name = claims.getClaimValue(rules.nameClaim());
        boolean withCode = !Collections.disjoint(texts(claims.getClaimValue("amr")), rules.mfa());
        return Optional.of(new OutsidePerson(
                Source.OIDC,
                rules.issuer(),
                subject,
                name instanceof String text ? text : subject,
                texts(groups(claims)),
                withCode));
    }

    private @Nullable Object groups(JwtClaims claims) {
        @Nullable Object found = claims.getClaimsMap();
        for (String name : rules.groupsClaim()) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }

    private static Set<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String one -> Set.of(one);
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }
}
