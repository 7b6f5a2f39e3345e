package io.tidemark.auth.start;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.SignIn;
import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.auth.token.SignInLog;

import java.util.Locale;

/// Counts sign-ins by grant and result, and the tokens that follow from them.
final class MeteredSignIns implements SignInLog {
    private final SignInLog next;
    private final MeterRegistry meters;

    MeteredSignIns(SignInLog next, MeterRegistry meters) {
        this.next = next;
        this.meters = meters;
        for (GrantType grant : GrantType.values()) {
            tokens(grant);
            for (Result result : Result.values()) {
                signIns(grant, result);
            }
        }
    }

    @Override
    public void record(SignIn signIn) {
        next.record(signIn);
        signIns(signIn.grant(), signIn.result()).increment();
        if (signIn.result() == Result.ACCEPTED) {
            tokens(signIn.grant()).increment();
        }
    }

    private Counter signIns(GrantType grant, Result result) {
        return Counter.builder("tidemark.auth.sign.ins")
                .description("Attempts to get a token")
                .tag("grant", grant.toString())
                .tag("result", result.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters);
    }

    private Counter tokens(GrantType grant) {
        return Counter.builder("tidemark.auth.tokens.issued")
                .description("Tokens given out")
                .tag("grant", grant.toString())
                .register(meters);
    }
}
