package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.history.inventory.FindInventory;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What the tools themselves print of a tree that was just made, beside what `du` says of it.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class ToolImportTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"find", "ncdu", "gdu"})
    void whatAToolPrintsIsWhatDuCounts(String tool) throws Exception {
        assumeTrue(isThere(tool), tool + " is not installed");
        Path tree = tree();
        byte[] printed = run(
                switch (tool) {
                    case "find" -> List.of("find", tree.toString(), "-printf", FindInventory.PRINTF);
                    case "ncdu" -> List.of("ncdu", "-0", "-e", "-x", "-o", "-", tree.toString());
                    default -> List.of("gdu", "-n", "-o", "-", tree.toString());
                });

        Response made = given().auth()
                .oauth2(Tokens.with("snapshots:execute"))
                .contentType("application/octet-stream")
                .urlEncodingEnabled(false)
                .body(printed)
                .post("/api/snapshots/import?at=2026-01-05&format=" + tool + "&server=tool-" + tool + "&root=" + tree);

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.<Integer>path("snapshot.entries")).isEqualTo(6);
        assertThat(made.<Integer>path("snapshot.directories")).isEqualTo(4);
        assertThat(((Number) made.path("snapshot.allocatedBytes")).longValue()).isEqualTo(onDisk(tree));
        assertThat(((Number) made.path("snapshot.sizeBytes")).longValue()).isEqualTo(5000 + 3 + 70_000 + 5 + 0);
    }

    /// Files with awkward names, a hard link, a symbolic link, an empty folder.
    private Path tree() throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Path inner = Files.createDirectories(tree.resolve("a b/\"quoted\""));
        Files.createDirectory(tree.resolve("empty"));
        Files.write(inner.resolve("f.TXT"), new byte[5000]);
        Files.writeString(tree.resolve("new\nline"), "hi\n");
        Files.write(tree.resolve("back\\slash"), new byte[70_000]);
        Files.createFile(tree.resolve("\u00e4\u00f6.empty"));
        Files.createLink(tree.resolve("again"), inner.resolve("f.TXT"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("again"));
        return tree;
    }

    /// Bytes on disk of everything that is no folder, each inode once.
    private static long onDisk(Path tree) throws IOException, InterruptedException {
        String printed = new String(
                run(List.of("find", tree.toString(), "!", "-type", "d", "-printf", "%i %b\\n")),
                StandardCharsets.UTF_8);
        return printed.lines()
                .distinct()
                .mapToLong(line -> 512 * Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static byte[] run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] printed = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return printed;
    }
}
