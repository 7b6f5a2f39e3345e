package io.tidemark.auth.agent;

import io.tidemark.auth.credential.ClientId;
import io.tidemark.auth.credential.Identity;
import io.tidemark.auth.credential.KnownKeys;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Proof.Reason;
import io.tidemark.auth.token.ClusterTokens;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Reads the service account tokens that Kubernetes projects into pods. The agent is that of the node on
/// which the pod runs, which the cluster itself says (`kubernetes.io` / `node`, Kubernetes 1.30 and
/// later); nothing that the pod says counts.
public final class ProjectedTokens implements ClusterTokens {
    private static final int SKEW_SECONDS = 30;
    /// Kubernetes gives projected tokens for an hour by default; one for much longer was not made for
    /// this.
    private static final int LONGEST_MINUTES = 25 * 60;

    private final Cluster cluster;
    private final ClusterKeys keys;
    private final InstantSource clock;

    public ProjectedTokens(Cluster cluster, ClusterKeys keys, InstantSource clock) {
        this.cluster = cluster;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public Proof prove(String token) {
        try {
            return agent(consumer().processToClaims(token))
                    .<Proof>map(Proof.Client::new)
                    .orElseGet(() -> new Proof.Refused(Reason.UNKNOWN));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return new Proof.Refused(Reason.WRONG_SECRET);
        }
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, cluster.algorithm())
                .setVerificationKeyResolver(new KnownKeys(keys.known()))
                .setExpectedIssuer(cluster.issuer())
                .setExpectedAudience(cluster.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setMaxFutureValidityInMinutes(LONGEST_MINUTES)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private Optional<Identity> agent(JwtClaims claims) throws MalformedClaimException {
        Map<?, ?> bound = map(claims.getClaimValue("kubernetes.io"));
        String namespace = text(bound.get("namespace"));
        String account = text(map(bound.get("serviceaccount")).get("name"));
        String node = text(map(bound.get("node")).get("name"));
        boolean isAgent = cluster.accounts().contains(namespace + "/" + account)
                && claims.getSubject().equals("system:serviceaccount:" + namespace + ":" + account);
        return isAgent && NewEnrolment.isServer(node)
                ? Optional.of(new Identity(ClientId.ofAgent(node), Optional.of(node)))
                : Optional.empty();
    }

    private static Map<?, ?> map(@Nullable Object claim) {
        return claim instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(@Nullable Object claim) {
        return claim instanceof String text ? text : "";
    }
}
