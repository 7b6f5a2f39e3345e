package io.tidemark.auth.token;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.right.RightsSource;
import io.tidemark.auth.right.TokenRights;
import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.InstantSource;

/// Gives tokens to who proves to be an account or an identity. Nothing leaves before the sign-in is on record.
public final class Grants {
    public static final ProblemCode INVALID_CREDENTIALS =
            new ProblemCode("invalid-credentials", 401, "The credentials are not valid");

    private final Prover prover;
    private final TokenSigner signer;
    private final RightsSource rights;
    private final SignInLog log;
    private final InstantSource clock;

    public Grants(Prover prover, TokenSigner signer, RightsSource rights, SignInLog log, InstantSource clock) {
        this.prover = prover;
        this.signer = signer;
        this.rights = rights;
        this.log = log;
        this.clock = clock;
    }

    /// @throws ProblemException 401 for whatever reason the password is not accepted, 429 after too many failures
    public AccessToken password(String username, String password, String address) {
        return answer(GrantType.PASSWORD, username, address, prover.password(username, password, address));
    }

    /// @throws ProblemException 401 for whatever reason the secret is not accepted, 429 after too many failures
    public AccessToken clientCredentials(String clientId, String secret, String address) {
        return answer(GrantType.CLIENT_CREDENTIALS, clientId, address, prover.clientSecret(clientId, secret, address));
    }

    private AccessToken answer(GrantType grant, String subject, String address, Proof proof) {
        log.record(new SignIn(clock.instant(), grant, subject, address, result(proof)));
        return switch (proof) {
            case Proof.Person person ->
                signer.sign(person.account().name(), rights(person.account().name()));
            case Proof.Client client -> signer.sign(client.identity());
            case Proof.Refused refused ->
                throw new ProblemException(INVALID_CREDENTIALS, "The name or the secret is wrong");
            case Proof.SlowedDown slowed -> throw slowDown(slowed.delay());
            case Proof.Busy busy -> throw busy(busy.delay());
        };
    }

    private TokenRights rights(AccountName account) {
        return TokenRights.at(clock.instant(), rights.current().rights().holdings(account));
    }

    private static ProblemException slowDown(Duration wait) {
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "Too many failed attempts; wait before the next")
                .retryAfter(wait.plusSeconds(1));
    }

    /// The same answer wherever too many wait to be looked at.
    public static ProblemException busy(Duration wait) {
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS, "Too many sign-ins at once; try again in a moment")
                .retryAfter(wait);
    }

    private static Result result(Proof proof) {
        return switch (proof) {
            case Proof.Person person -> Result.ACCEPTED;
            case Proof.Client client -> Result.ACCEPTED;
            case Proof.SlowedDown slowed -> Result.SLOWED_DOWN;
            case Proof.Busy busy -> Result.BUSY;
            case Proof.Refused refused ->
                switch (refused.reason()) {
                    case UNKNOWN -> Result.UNKNOWN;
                    case WRONG_SECRET -> Result.WRONG_SECRET;
                    case DISABLED -> Result.DISABLED;
                };
        };
    }
}
