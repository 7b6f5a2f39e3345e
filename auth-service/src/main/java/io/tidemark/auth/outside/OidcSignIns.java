package io.tidemark.auth.outside;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.credential.Proof.Reason;
import io.tidemark.auth.credential.SecretBox;
import io.tidemark.auth.session.SessionStore;
import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.Origin;
import io.tidemark.auth.token.SignIn;
import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.auth.token.SignInLog;
import io.tidemark.auth.token.TokenSigner;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Signs people in by an OpenID Connect provider. To the provider this service is a client
/// (authorization code with PKCE, state and nonce); to the programs of people it is what the
/// provider is to it, so that no token is ever in an address.
public final class OidcSignIns implements BrowserSignIns {
    private final OidcRules rules;
    private final IdentityProvider provider;
    private final IdTokens tokens;
    private final Admissions admissions;
    private final SignInCodes codes;
    private final SecretBox box;
    private final SignInLog log;
    private final InstantSource clock;

    public OidcSignIns(
            OidcRules rules,
            IdentityProvider provider,
            Admissions admissions,
            CodeStore codes,
            Accounts accounts,
            SessionStore sessions,
            SecretBox box,
            SignInLog log,
            InstantSource clock) {
        this.rules = rules;
        this.provider = provider;
        this.tokens = new IdTokens(rules, provider, clock);
        this.admissions = admissions;
        this.codes = new SignInCodes(codes, accounts, sessions, clock);
        this.box = box;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public Begun begin(SignInRequest.Asked asked) {
        SignInRequest request = SignInRequest.checked(asked, TokenSigner.PEOPLE, rules);
        Pending pending = Pending.of(request, clock.instant());
        Map<String, String> question = new TreeMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                rules.clientId(),
                "redirect_uri",
                rules.callback().toString(),
                "scope",
                String.join(" ", rules.scopes()),
                "state",
                pending.state(),
                "nonce",
                pending.nonce(),
                "code_challenge",
                Digests.challenge(pending.verifier()),
                "code_challenge_method",
                "S256"));
        if (!rules.prompt().isEmpty()) {
            question.put("prompt", rules.prompt());
        }
        URI location = SignInRequest.with(provider.authorization().toString(), question);
        return new Begun(
                location, pending.sealed(box), "https".equals(rules.callback().getScheme()));
    }

    @Override
    public URI finish(Answer answer, @Nullable String kept, Origin from) {
        Pending pending = Optional.ofNullable(kept)
                .flatMap(cookie -> Pending.open(cookie, box, clock.instant()))
                .filter(begun -> answer.state() != null && Digests.equal(begun.state(), answer.state()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED, "This browser began no such sign-in within the last ten minutes"));
        try {
            return code(answer, pending, from)
                    .map(code -> pending.request().answered(Map.of("code", code)))
                    .orElseGet(() -> pending.request().answered(Map.of("error", "access_denied")));
        } catch (ProblemException e) {
            if (e.code().status() != ProblemCode.UNAVAILABLE.status()) {
                throw e;
            }
            return pending.request().answered(Map.of("error", "temporarily_unavailable"));
        }
    }

    private Optional<String> code(Answer answer, Pending pending, Origin from) {
        Optional<OutsidePerson> person = isOfProvider(answer)
                ? provider.idToken(Objects.requireNonNull(answer.code()), pending.verifier())
                        .flatMap(token -> tokens.ofSignIn(token, pending.nonce()))
                : Optional.empty();
        if (person.isEmpty()) {
            refused("*", Result.WRONG_SECRET, from);
            return Optional.empty();
        }
        Account account = admissions.admit(person.get(), from.address());
        if (account.disabled()) {
            refused(account.name().value(), Result.DISABLED, from);
            return Optional.empty();
        }
        return codes.make(account, pending, person.get().withCode());
    }

    /// A provider that says who it is (RFC 9207) is the one that was asked.
    private boolean isOfProvider(Answer answer) {
        return answer.code() != null
                && answer.error() == null
                && (answer.issuer() == null || answer.issuer().equals(rules.issuer()));
    }

    private void refused(String subject, Result result, Origin from) {
        log.record(new SignIn(clock.instant(), GrantType.AUTHORIZATION_CODE, subject, from.address(), result));
    }

    @Override
    public Vouched exchange(String idToken, Origin from) {
        return tokens.ofExchange(idToken)
                .map(person -> Vouched.of(admissions.admit(person, from.address()), person.withCode()))
                .orElseGet(() -> Vouched.nobody(Reason.WRONG_SECRET));
    }

    @Override
    public Vouched redeem(String code, String redirect, String verifier, Origin from) {
        return codes.redeem(code, redirect, verifier, from.address());
    }

    @Override
    public void redeemed(String code, UUID session) {
        codes.redeemed(code, session);
    }
}
