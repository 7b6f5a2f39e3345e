package io.tidemark.auth.credential;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordHasherTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aHashIsArgon2idOfNineteenMebibytesAndTwoPassesWithASaltOfItsOwn() {
        try (PasswordHasher passwords = new PasswordHasher(4)) {
            String hash = passwords.hash(PASSWORD);

            assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(passwords.hash(PASSWORD)).isNotEqualTo(hash);
            assertThat(passwords.matches(PASSWORD, hash)).isTrue();
            assertThat(passwords.matches(PASSWORD + "x", hash)).isFalse();
            assertThat(passwords.isOutdated(hash)).isFalse();
        }
    }

    @Test
    void aHashOfAnotherCostIsTakenAndIsOutdated() {
        try (PasswordHasher passwords = new PasswordHasher(4);
                PasswordHasher another = new PasswordHasher(4, 1024, 1)) {
            String hash = another.hash(PASSWORD);

            assertThat(hash).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
            assertThat(passwords.matches(PASSWORD, hash)).isTrue();
            assertThat(passwords.isOutdated(hash)).isTrue();
        }
    }
}
