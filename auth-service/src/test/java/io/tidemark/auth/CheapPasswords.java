package io.tidemark.auth;

import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.start.AuthConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Stands in for the service's own hasher in all tests, which sign in a thousand times: the same in all but a fortieth
/// of the work. What that work is worth is tested by itself.
@Alternative
@Priority(1)
public class CheapPasswords {
    private static final int KIBIBYTES = 1024;

    @Produces
    @Singleton
    PasswordHasher passwordHasher(AuthConfig config) {
        return hasher(config.passwordQueue());
    }

    void stop(@Disposes PasswordHasher passwords) {
        passwords.close();
    }

    public static PasswordHasher hasher(int queue) {
        return new PasswordHasher(queue, KIBIBYTES, 1);
    }
}
