package io.tidemark.auth.credential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BreachedPasswordsTest {
    @TempDir
    Path folder;

    @Test
    void theSmallListIsThereInAnySpelling() {
        BreachedPasswords small = new BreachedPasswords(Optional.empty());

        assertThat(small.contains("password1234")).isTrue();
        assertThat(small.contains("PassWord1234")).isTrue();
        assertThat(small.contains("correct horse battery")).isFalse();
    }

    @Test
    void everyLineOfALargeFileIsFoundAndNothingElse() throws Exception {
        for (String end : List.of("\n", "\r\n")) {
            Path file = folder.resolve("hashes" + end.length());
            String content = numbers()
                    .map(BreachedPasswordsTest::sha1)
                    .sorted()
                    .map(hash -> hash + ":" + Math.floorMod(hash.hashCode(), 100_000))
                    .reduce("", (all, line) -> all + line + end);
            Files.writeString(file, content);
            BreachedPasswords large = new BreachedPasswords(Optional.of(file));

            assertThat(numbers()).allMatch(large::contains);
            assertThat(numbers().map(n -> n + " not")).noneMatch(large::contains);
        }
    }

    @Test
    void aFileOfOneLineWithoutAnEndIsReadToo() throws Exception {
        Path file = Files.writeString(folder.resolve("one"), sha1("only one there"));

        BreachedPasswords one = new BreachedPasswords(Optional.of(file));

        assertThat(one.contains("only one there")).isTrue();
        assertThat(one.contains("another")).isFalse();
    }

    @Test
    void aFileOfAnotherFormOrNoneIsRefused() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "password\nletmein\n");

        assertThatThrownBy(() -> new BreachedPasswords(Optional.of(plain))).hasMessageContaining("HASH:COUNT");
        assertThatThrownBy(() -> new BreachedPasswords(Optional.of(folder.resolve("none"))))
                .hasMessageContaining("cannot be read");
    }

    private static Stream<String> numbers() {
        return IntStream.range(0, 500).mapToObj(i -> "number " + i);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
