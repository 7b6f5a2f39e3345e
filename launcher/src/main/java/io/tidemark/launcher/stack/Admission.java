package io.tidemark.launcher.stack;

import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.stack.Agent.Standing;
import io.tidemark.launcher.trouble.Trouble;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Lets the agent of this machine in, as an administrator does with that of any other: by an enrolment token,
/// handed over in a file that is gone afterwards. The agent keeps the key that it made for itself, so later
/// starts have nothing to do here, until that key is lost or over.
final class Admission {
    private static final int LOOKS = 300;

    private final Supplier<Optional<Agent>> agent;
    private final UnaryOperator<String> tokens;
    private final Secrets secrets;
    private final String file;
    private final Runnable pause;

    /// @param agent how it stands now; empty while it does not answer
    /// @param tokens makes an enrolment token for a server; throws [Trouble] where that is refused
    /// @param file where the agent looks for a token, among the secrets
    /// @param pause between two looks at the agent, of which there are 300 at most
    Admission(
            Supplier<Optional<Agent>> agent,
            UnaryOperator<String> tokens,
            Secrets secrets,
            String file,
            Runnable pause) {
        this.agent = agent;
        this.tokens = tokens;
        this.secrets = secrets;
        this.file = file;
        this.pause = pause;
    }

    /// @param undo learns how to take the token away again
    /// @return the server it was let in for; empty where it was in already
    /// @throws Trouble where it is not in afterwards
    Optional<String> letIn(Undo undo) {
        Agent found = await(one -> one.standing() != Standing.UNKNOWN)
                .orElseThrow(() -> new Trouble(
                        "scan-service does not say how it stands with auth-service;" + " see ./stack logs scan"));
        return switch (found.standing()) {
            case GIVEN, ENROLLED -> {
                secrets.forget(file);
                yield Optional.empty();
            }
            case UNKNOWN, MISSING, REFUSED -> {
                enrol(found.server(), undo);
                yield Optional.of(found.server());
            }
        };
    }

    private void enrol(String server, Undo undo) {
        String token = token(server);
        try {
            undo.step(() -> kept(token), secrets::forget);
            if (await(one -> one.standing() == Standing.ENROLLED).isEmpty()) {
                throw new Trouble("scan-service was given an enrolment token for server " + server
                        + " and is not let in; see ./stack logs scan");
            }
        } finally {
            secrets.forget(file);
        }
    }

    private String kept(String token) {
        secrets.keep(file, token);
        return file;
    }

    private String token(String server) {
        try {
            return tokens.apply(server);
        } catch (Trouble e) {
            throw new Trouble(
                    "Everything runs, but scan-service is not let in for server " + server + " (" + e.getMessage()
                            + "): put an enrolment token for it into "
                            + secrets.folder().resolve(file),
                    e);
        }
    }

    private Optional<Agent> await(Predicate<Agent> wanted) {
        Optional<Agent> now = agent.get().filter(wanted);
        for (int look = 1; look < LOOKS && now.isEmpty(); look++) {
            pause.run();
            now = agent.get().filter(wanted);
        }
        return now;
    }
}
