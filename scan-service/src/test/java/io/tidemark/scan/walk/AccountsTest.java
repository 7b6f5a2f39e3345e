package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.NameService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTest {

    @TempDir
    Path folder;

    @Test
    void namesByFilesOfAnotherSystemOnly() throws Exception {
        Path passwd = Files.writeString(folder.resolve("passwd"), "anna:x:1000:1000::/:/bin/sh\n");
        Accounts accounts = Accounts.read(passwd, folder.resolve("none"));

        assertThat(accounts.user(1000)).asString(StandardCharsets.UTF_8).isEqualTo("anna");
        assertThat(accounts.user(0)).as("this system's root is nobody there").isNull();
        assertThat(accounts.group(0)).isNull();
    }

    @Test
    void knowsWhatTheCLibraryKnows() {
        assertThat(NameService.user(0))
                .hasValueSatisfying(name ->
                        assertThat(name).asString(StandardCharsets.US_ASCII).isEqualTo("root"));
        assertThat(NameService.group(0)).isPresent();
        assertThat(NameService.user(0xFFFF_FFF0L)).isEmpty();
    }

    @Test
    void asksForEachNumberOnce() {
        AtomicInteger asked = new AtomicInteger();
        NameLookup lookup = new NameLookup(
                number -> {
                    asked.incrementAndGet();
                    return number == 7
                            ? Optional.of("sept\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                            : Optional.empty();
                },
                Duration.ofSeconds(10));

        for (int i = 0; i < 3; i++) {
            assertThat(lookup.name(7)).asString(StandardCharsets.UTF_8).isEqualTo("sept\\xE9");
            assertThat(lookup.name(8)).isNull();
        }

        assertThat(asked).hasValue(2);
    }

    @Test
    void asksNoMoreWhereNobodyAnswers() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        NameLookup lookup = new NameLookup(
                number -> {
                    asked.incrementAndGet();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Optional.empty();
                },
                Duration.ofMillis(50));

        for (long number = 0; number < 100; number++) {
            assertThat(lookup.name(number)).isNull();
        }

        assertThat(asked).hasValue(1);
        never.countDown();
    }
}
