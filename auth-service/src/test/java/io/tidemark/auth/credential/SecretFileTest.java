package io.tidemark.auth.credential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretFileTest {
    @TempDir
    Path folder;

    @Test
    void theSecondReaderGetsWhatTheFirstMade() {
        Path file = folder.resolve("state/key");

        assertThat(SecretFile.readOrCreate(file, () -> "first")).isEqualTo("first");
        assertThat(SecretFile.readOrCreate(file, () -> "second")).isEqualTo("first");
    }

    @Test
    void onlyTheOwnerReadsTheFileAndEntersTheFolder() throws Exception {
        Path file = folder.resolve("state/key");

        SecretFile.readOrCreate(file, () -> "secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
                .isEqualTo("rwx------");
    }

    @Test
    void ofManyMakersAtOnceOneWinsAndAllReadTheWinner() throws Exception {
        Path file = folder.resolve("key");
        CountDownLatch allMade = new CountDownLatch(8);
        Set<String> seen = ConcurrentHashMap.newKeySet();

        try (ExecutorService makers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                String own = "secret " + i;
                makers.execute(() -> seen.add(SecretFile.readOrCreate(file, () -> whenAllAreHere(allMade, own))));
            }
        }

        assertThat(seen).containsExactly(Files.readString(file).strip());
        assertThat(names()).containsExactly("key");
    }

    @Test
    void aFileThatCannotBeMadeLeavesNothingBehind() {
        Path file = folder.resolve("key");

        assertThatThrownBy(() -> SecretFile.readOrCreate(file, () -> {
                    throw new IllegalStateException("no randomness");
                }))
                .hasMessage("no randomness");

        assertThat(file).doesNotExist();
    }

    private static String whenAllAreHere(CountDownLatch all, String content) {
        all.countDown();
        try {
            all.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return content;
    }

    private Set<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName())).collect(Collectors.toCollection(HashSet::new));
        }
    }
}
