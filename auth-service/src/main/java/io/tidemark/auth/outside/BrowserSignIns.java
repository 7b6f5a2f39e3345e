package io.tidemark.auth.outside;

import io.tidemark.auth.credential.Proof.Reason;
import io.tidemark.auth.token.Origin;
import io.tidemark.auth.token.OutsideSignIns;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.UUID;

/// Sign-ins that take a browser to the provider and back.
public interface BrowserSignIns extends OutsideSignIns {
    /// Where no provider is configured.
    BrowserSignIns NONE = new BrowserSignIns() {
        @Override
        public boolean isKnown() {
            return false;
        }

        @Override
        public Begun begin(SignInRequest.Asked asked) {
            throw none();
        }

        @Override
        public URI finish(Answer answer, @Nullable String kept, Origin from) {
            throw none();
        }

        @Override
        public Vouched exchange(String idToken, Origin from) {
            return Vouched.nobody(Reason.UNKNOWN);
        }

        @Override
        public Vouched redeem(String code, String redirect, String verifier, Origin from) {
            return Vouched.nobody(Reason.UNKNOWN);
        }

        @Override
        public void redeemed(String code, UUID session) {}

        private ProblemException none() {
            return new ProblemException(ProblemCode.NOT_FOUND, "No OpenID Connect provider is configured here");
        }
    };

    /// @throws ProblemException 400 for a request that is wrong, 503 while the provider is not known, 404
    /// without one
    Begun begin(SignInRequest.Asked asked);

    /// The address of the program that asked, with a code for it, or with an error.
    ///
    /// @param kept what the browser was given at the beginning
    /// @throws ProblemException 400 where this browser began no such sign-in, 404 without a provider
    URI finish(Answer answer, @Nullable String kept, Origin from);

    /// @param location of the provider, with the question
    /// @param kept what the browser brings back
    /// @param secure whether it may go over TLS only
    record Begun(URI location, String kept, boolean secure) {}

    /// What the provider says by way of the browser.
    record Answer(
            @Nullable String code,
            @Nullable String state,
            @Nullable String error,
            @Nullable String issuer) {
        /// Leaves the code out.
        @Override
        public String toString() {
            return "Answer[error=" + error + "]";
        }
    }
}
