package io.tidemark.auth.credential;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Argon2id with 19 MiB, two passes, one lane (OWASP password storage). Each hash costs tens of milliseconds of one
/// core,
/// so they run on two threads with a short queue; who finds it full is told to come again.
public final class PasswordHasher implements AutoCloseable {
    public static final int THREADS = 2;
    static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    private final ThreadPoolExecutor pool;
    private final Argon2Function argon2id;
    private final String decoy;

    /// @param queue how many may wait for a thread
    public PasswordHasher(int queue) {
        this(queue, KIBIBYTES, PASSES);
    }

    /// One of another cost.
    ///
    /// @param kibibytes of memory for each hash
    /// @param passes over that memory
    public PasswordHasher(int queue, int kibibytes, int passes) {
        argon2id = Argon2Function.getInstance(kibibytes, passes, 1, 32, Argon2.ID);
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name("password-", 0).factory());
        decoy = hash(RandomSecret.create());
    }

    /// @throws QueueFull where too many wait already
    public String hash(String password) {
        return run(
                () -> Password.hash(password).addRandomSalt(16).with(argon2id).getResult());
    }

    /// @throws QueueFull where too many wait already
    public boolean matches(String password, String hash) {
        return run(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /// Whether a hash was made with other parameters than those of today.
    public boolean isOutdated(String hash) {
        return !argon2id.equals(Argon2Function.getInstanceFromHash(hash));
    }

    /// Does the work of [#matches] for an account that does not exist, so that time does not tell.
    public void pretend(String password) {
        matches(password, decoy);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private <T> T run(Callable<T> work) {
        try {
            Future<T> result = pool.submit(work);
            return result.get();
        } catch (RejectedExecutionException e) {
            throw new QueueFull(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.UNAVAILABLE, "The service is stopping", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        }
    }

    /// Too many wait already; answered 429.
    public static final class QueueFull extends ProblemException {
        private static final long serialVersionUID = 1L;

        QueueFull(RejectedExecutionException cause) {
            super(ProblemCode.TOO_MANY_REQUESTS, "Too many sign-ins at once; try again in a moment", cause);
        }
    }
}
