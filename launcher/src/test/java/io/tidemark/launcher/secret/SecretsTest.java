package io.tidemark.launcher.secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void aSecretIsMadeOnceAndStays() {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        String first = secrets.of("database");

        assertThat(first).matches("[A-Za-z0-9_-]{43}");
        assertThat(secrets.of("database")).isEqualTo(first);
        assertThat(secrets.of("other")).isNotEqualTo(first);
    }

    @Test
    void whatSomebodyElseMadeIsKeptAndForgotten() throws IOException {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        secrets.keep("token", "first");
        secrets.keep("token", "second");

        assertThat(secrets.of("token")).isEqualTo("second");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("secrets").resolve("token"))))
                .isEqualTo("rw-------");
        secrets.forget("token");
        secrets.forget("token");
        assertThat(folder.resolve("secrets").resolve("token")).doesNotExist();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        Path file = secrets.file("database");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }
}
