package io.tidemark.auth.token;

import io.tidemark.auth.token.SignIn.Result;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Lets so many sign-ins by password in at once and no more. Who finds it full is told to come again before a thread or
/// the database is kept busy for it, so that all other requests go on while sign-ins come in floods.
public final class Turnstile {
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final Semaphore places;
    private final SignInLog log;
    private final InstantSource clock;

    /// @param inside how many may be inside
    public Turnstile(int inside, SignInLog log, InstantSource clock) {
        this.places = new Semaphore(inside);
        this.log = log;
        this.clock = clock;
    }

    /// @param username who it claims to be
    /// @throws ProblemException 429 where it is full
    public IssuedTokens pass(String username, Origin from, Supplier<IssuedTokens> signIn) {
        if (!places.tryAcquire()) {
            log.record(new SignIn(clock.instant(), GrantType.PASSWORD, username, from.address(), Result.BUSY));
            throw Grants.busy(COME_AGAIN);
        }
        try {
            return signIn.get();
        } finally {
            places.release();
        }
    }
}
