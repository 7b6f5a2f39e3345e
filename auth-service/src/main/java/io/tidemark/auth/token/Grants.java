package io.tidemark.auth.token;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsSource;
import io.tidemark.auth.right.TokenRights;
import io.tidemark.auth.role.Role;
import io.tidemark.auth.token.Families.Family;
import io.tidemark.auth.token.Families.Rotation;
import io.tidemark.auth.token.OutsideSignIns.Vouched;
import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives tokens to who proves to be an account or an identity. Nothing leaves before the sign-in is on
/// record.
public final class Grants {
    public static final ProblemCode INVALID_CREDENTIALS =
            new ProblemCode("invalid-credentials", 401, "The credentials are not valid");

    /// The same of a client that proves itself, as clients of OAuth know it (RFC 6749 section 5.2).
    public static final ProblemCode INVALID_CLIENT =
            new ProblemCode("invalid-client", 401, "The client's credentials are not valid");

    /// Stands for whoever sends a refresh token that never was one.
    private static final String NOBODY = "*";

    private final Prover prover;
    private final TokenSigner signer;
    private final TenantGate gate;
    private final RightsSource rights;
    private final Families families;
    private final ClusterTokens cluster;
    private final OutsideSignIns outside;
    private final Set<RoleName> codesFor;
    private final SignInLog log;
    private final InstantSource clock;

    /// @param codesFor roles that nobody uses without a one-time code
    public Grants(
            Prover prover,
            TokenSigner signer,
            TenantGate gate,
            RightsSource rights,
            Families families,
            ClusterTokens cluster,
            OutsideSignIns outside,
            Set<RoleName> codesFor,
            SignInLog log,
            InstantSource clock) {
        this.prover = prover;
        this.signer = signer;
        this.gate = gate;
        this.rights = rights;
        this.families = families;
        this.cluster = cluster;
        this.outside = outside;
        this.codesFor = Set.copyOf(codesFor);
        this.log = log;
        this.clock = clock;
    }

    /// @param code one-time, or for recovery; not looked at where the account needs none
    /// @throws ProblemException 401 for whatever reason password or code are not accepted, 429 after
    /// too many failures
    public IssuedTokens password(String username, String password, String code, Origin from) {
        Proof proof = prover.signIn(username, password, code, from.address());
        String subject =
                proof instanceof Proof.Person person ? person.account().name().value() : username;
        return answer(GrantType.PASSWORD, subject, from, proof);
    }

    /// @throws ProblemException 401 for whatever reason the secret is not accepted, 429 after too many
    /// failures
    public IssuedTokens clientCredentials(String clientId, String secret, Origin from) {
        Proof proof = prover.clientSecret(clientId, secret, from.address());
        return answer(GrantType.CLIENT_CREDENTIALS, clientId, from, proof);
    }

    /// @throws ProblemException 401 for whatever reason the token is not accepted
    public IssuedTokens refresh(String refreshToken, Origin from) {
        return switch (families.rotate(refreshToken, from)) {
            case Rotation.Rotated rotated -> {
                Optional<Entry> entry = entry(KeyHolder.user(rotated.account()));
                Result result = entry.isPresent() ? Result.ACCEPTED : Result.DISABLED;
                record(GrantType.REFRESH_TOKEN, rotated.account().value(), from, result);
                yield person(rotated.account(), rotated.family(), entry.orElseThrow(Grants::staleRefresh));
            }
            case Rotation.Refused refused -> {
                String subject = refused.account().map(AccountName::value).orElse(NOBODY);
                record(GrantType.REFRESH_TOKEN, subject, from, result(refused.reason()));
                throw staleRefresh();
            }
        };
    }

    private static ProblemException staleRefresh() {
        return new ProblemException(INVALID_CREDENTIALS, "The refresh token is not valid; sign in again");
    }

    /// Exchanges a token that a cluster gave to a pod (RFC 8693).
    ///
    /// @throws ProblemException 401 for whatever reason the token is not accepted
    public IssuedTokens exchange(String subjectToken, Origin from) {
        Proof proof = cluster.prove(subjectToken);
        String subject =
                proof instanceof Proof.Client client ? client.identity().id().value() : NOBODY;
        return answer(GrantType.TOKEN_EXCHANGE, subject, from, proof);
    }

    /// Exchanges an ID token of the provider that is configured. Gives nothing to renew: the program signs
    /// in there.
    ///
    /// @throws ProblemException 401 for whatever reason the token is not accepted
    public IssuedTokens exchangeIdToken(String idToken, Origin from) {
        Vouched vouched = outside.exchange(idToken, from);
        return answer(GrantType.TOKEN_EXCHANGE, vouched.subject(), from, vouched.proof())
                .withoutRefresh();
    }

    /// Takes the code that a program was given after somebody signed in at the provider.
    ///
    /// @throws ProblemException 401 for whatever reason the code is not accepted
    public IssuedTokens authorizationCode(String code, String redirect, String verifier, Origin from) {
        Vouched vouched = outside.redeem(code, redirect, verifier, from);
        Optional<Entry> entry = entry(vouched.proof());
        record(GrantType.AUTHORIZATION_CODE, vouched.subject(), from, result(vouched.proof(), entry));
        if (!(vouched.proof() instanceof Proof.Person person) || entry.isEmpty()) {
            throw new ProblemException(INVALID_CREDENTIALS, "The code is not valid; sign in again");
        }
        Family family = families.begin(person.account().name(), from, person.withCode());
        outside.redeemed(code, family.session());
        return person(person.account().name(), family, entry.get());
    }

    /// How tokens are to be had here.
    public List<GrantType> types() {
        return Arrays.stream(GrantType.values()).filter(this::isOffered).toList();
    }

    private boolean isOffered(GrantType type) {
        return switch (type) {
            case PASSWORD, CLIENT_CREDENTIALS, REFRESH_TOKEN -> true;
            case AUTHORIZATION_CODE -> outside.isKnown();
            case TOKEN_EXCHANGE -> cluster.isKnown() || outside.isKnown();
        };
    }

    private IssuedTokens answer(GrantType grant, String subject, Origin from, Proof proof) {
        Optional<Entry> entry = entry(proof);
        record(
                grant,
                subject,
                from,
                result(proof, entry),
                proof instanceof Proof.Key byKey && entry.isPresent()
                        ? byKey.key().id()
                        : null);
        return switch (proof) {
            case Proof.Person person -> {
                Entry in = entry.orElseThrow(() -> wrong(grant));
                Account account = person.account();
                Family family = families.begin(account.name(), from, person.withCode());
                yield account.mustChange() ? onlyToChange(account, family, in) : person(account.name(), family, in);
            }
            case Proof.Client client ->
                new IssuedTokens(signer.sign(client.identity(), entry.orElseThrow(() -> wrong(grant))), null);
            case Proof.Key byKey -> {
                Entry in = entry.orElseThrow(() -> wrong(grant));
                yield new IssuedTokens(signer.sign(byKey.key(), rights(byKey.key()), in), null);
            }
            case Proof.Refused refused -> throw wrong(grant);
            case Proof.SlowedDown slowed -> throw slowDown(slowed.delay());
            case Proof.Busy busy -> throw busy(busy.delay());
            case Proof.Away away -> throw away();
        };
    }

    private static ProblemException wrong(GrantType grant) {
        return new ProblemException(
                grant == GrantType.CLIENT_CREDENTIALS ? INVALID_CLIENT : INVALID_CREDENTIALS,
                "The name or the secret is wrong");
    }

    /// Nobody of a disabled tenant is let in, by whatever they proved who they are. A session that
    /// begins while the tenant is being disabled opens nothing, and ends at the latest when it is
    /// enabled again.
    private Optional<Entry> entry(Proof proof) {
        return switch (proof) {
            case Proof.Person person -> entry(KeyHolder.user(person.account().name()));
            case Proof.Client client ->
                entry(KeyHolder.machine(
                        client.identity().id(), client.identity().server()));
            case Proof.Key byKey -> entry(byKey.key().holder());
            case Proof.Refused refused -> Optional.empty();
            case Proof.SlowedDown slowed -> Optional.empty();
            case Proof.Busy busy -> Optional.empty();
            case Proof.Away away -> Optional.empty();
        };
    }

    /// Services work for all; a person, and an agent, for the tenant that its name tells.
    private Optional<Entry> entry(KeyHolder holder) {
        return switch (holder.kind()) {
            case SERVICE -> Optional.of(Entry.OF_SERVICES);
            case USER -> entry(Tenant.of(holder.name()));
            case AGENT -> entry(Tenant.of(holder.server().orElseThrow()));
        };
    }

    private Optional<Entry> entry(Tenant tenant) {
        return gate.mark(tenant).map(mark -> Entry.of(tenant, mark));
    }

    private void record(GrantType grant, String subject, Origin from, Result result) {
        record(grant, subject, from, result, null);
    }

    private void record(GrantType grant, String subject, Origin from, Result result, @Nullable String key) {
        log.record(new SignIn(clock.instant(), grant, subject, from.address(), result, key));
    }

    /// Opens nothing but what is open to everybody who signed in: one's own password among it. It is not
    /// renewed.
    private IssuedTokens onlyToChange(Account account, Family family, Entry entry) {
        TokenRights none = TokenRights.everywhere(Set.of());
        return new IssuedTokens(signer.sign(account.name(), none, family, entry), null, true, false);
    }

    private IssuedTokens person(AccountName account, Family family, Entry entry) {
        if (!family.withCode() && mustUseCodes(account)) {
            TokenRights none = TokenRights.everywhere(Set.of());
            return new IssuedTokens(signer.sign(account, none, family, entry), null, false, true);
        }
        return new IssuedTokens(signer.sign(account, rights(account), family, entry), family.refreshToken());
    }

    private boolean mustUseCodes(AccountName account) {
        return !codesFor.isEmpty()
                && !Collections.disjoint(codesFor, rightsAround(account).rolesOf(account, clock.instant()));
    }

    private TokenRights rights(ApiKey key) {
        KeyHolder holder = key.holder();
        return switch (holder.kind()) {
            case USER -> rights(holder.account());
            case SERVICE, AGENT ->
                TokenRights.everywhere(Role.permissionsOf(holder.identity().roles()));
        };
    }

    private TokenRights rights(AccountName account) {
        return TokenRights.at(clock.instant(), rightsAround(account).holdings(account));
    }

    /// Those of the account's tenant; whoever signs in is nobody's yet.
    private Rights rightsAround(AccountName account) {
        Tenancy own = Tenancy.of(Tenant.of(account.value()));
        return PresentTenancy.as(own, () -> rights.current().rights());
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

    /// The same answer wherever the system that keeps a password does not answer.
    public static ProblemException away() {
        return new ProblemException(
                ProblemCode.UNAVAILABLE,
                "The directory that keeps this password does not answer; try again in a moment");
    }

    private static Result result(Rotation.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> Result.UNKNOWN;
            case REUSED -> Result.REUSED;
            case ENDED -> Result.ENDED;
        };
    }

    private static Result result(Proof proof, Optional<Entry> entry) {
        Result proved = entry.isPresent() ? Result.ACCEPTED : Result.DISABLED;
        return switch (proof) {
            case Proof.Person person -> proved;
            case Proof.Client client -> proved;
            case Proof.Key key -> proved;
            case Proof.SlowedDown slowed -> Result.SLOWED_DOWN;
            case Proof.Busy busy -> Result.BUSY;
            case Proof.Away away -> Result.AWAY;
            case Proof.Refused refused ->
                switch (refused.reason()) {
                    case UNKNOWN -> Result.UNKNOWN;
                    case WRONG_SECRET -> Result.WRONG_SECRET;
                    case WRONG_CODE -> Result.WRONG_CODE;
                    case DISABLED -> Result.DISABLED;
                    case ENDED -> Result.ENDED;
                };
        };
    }
}
