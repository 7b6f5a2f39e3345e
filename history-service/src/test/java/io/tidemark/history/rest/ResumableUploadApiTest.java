package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.history.HistoryConfig;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
@Timeout(60)
class ResumableUploadApiTest {

    private static final String SERVER = "resumed-1";
    private static final String UPLOAD = "/api/snapshots/{id}/uploads/{file}";

    @TempDir
    Path folder;

    @Inject
    HistoryConfig config;

    @TestHTTPResource
    URI address;

    private final Agent agent = new Agent(SERVER);
    private SampleSnapshot snapshot;
    private byte[] content;
    private int most;

    @BeforeEach
    void writeSnapshot() {
        snapshot = SampleSnapshot.in(folder, SERVER);
        content = snapshot.content(SampleSnapshot.ENTRIES);
        most = content.length * 9 / 10;
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws Exception {
        cutAt(most);

        head().then().header("Upload-Complete", equalTo("?0")).header("Upload-Offset", equalTo(Integer.toString(most)));
        append(most, "?1", rest(most)).then().statusCode(204).header("Upload-Complete", equalTo("?1"));
        agent.put(snapshot, SampleSnapshot.DIRECTORIES).then().statusCode(204);

        agent.seal(snapshot).then().statusCode(201);
    }

    @Test
    void takesAPartInSeveralPieces() {
        begin(first(100), "?0")
                .then()
                .statusCode(201)
                .header("Upload-Complete", equalTo("?0"))
                .header("Upload-Offset", equalTo("100"))
                .header("Location", endsWith("/api/snapshots/" + snapshot.id() + "/uploads/" + SampleSnapshot.ENTRIES));
        append(100, "?0", Arrays.copyOfRange(content, 100, 300))
                .then()
                .statusCode(204)
                .header("Upload-Complete", equalTo("?0"))
                .header("Upload-Offset", equalTo("300"));

        append(300, "?1", rest(300)).then().statusCode(204).header("Upload-Complete", equalTo("?1"));

        head().then()
                .statusCode(204)
                .header("Upload-Complete", equalTo("?1"))
                .header("Upload-Offset", equalTo(Integer.toString(content.length)))
                .header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void saysWhereTheUploadStandsWhenTheOffsetIsWrong() {
        begin(first(100), "?0").then().statusCode(201);

        append(99, "?1", rest(99)).then().statusCode(409).body("code", equalTo("upload-offset-mismatch"));

        head().then().header("Upload-Offset", equalTo("100"));
    }

    @Test
    void keepsNothingOfAPieceWithAnotherDigest() {
        begin(first(100), "?0").then().statusCode(201);

        agent.request()
                .contentType("application/partial-upload")
                .header("Upload-Offset", 100)
                .header("Upload-Complete", "?1")
                .header("Content-Digest", SampleSnapshot.digestField(new byte[] {1}))
                .body(rest(100))
                .patch(UPLOAD, snapshot.id().toString(), SampleSnapshot.ENTRIES)
                .then()
                .statusCode(422)
                .body("code", equalTo("content-digest-mismatch"));

        head().then().header("Upload-Offset", equalTo("100"));
        append(100, "?1", rest(100)).then().statusCode(204);
    }

    @Test
    void leavesNothingOfAPartThatIsNotWhatWasAnnounced() {
        begin(first(100), "?0").then().statusCode(201);

        append(100, "?1", new byte[content.length - 100])
                .then()
                .statusCode(422)
                .body("code", equalTo("part-digest-mismatch"));

        head().then().statusCode(404);
        assertThat(staged()).doesNotExist();
    }

    @Test
    void leavesNothingOfAPartThatIsLongerThanAnnounced() {
        begin(first(100), "?0").then().statusCode(201);
        byte[] more = Arrays.copyOf(rest(100), content.length - 99);

        append(100, "?1", more).then().statusCode(422);

        assertThat(staged()).doesNotExist();
    }

    @Test
    void refusesAPartThatIsTooLargeBeforeItComes() {
        agent.request()
                .contentType("application/octet-stream")
                .header("Repr-Digest", SampleSnapshot.digestField(content))
                .header("Upload-Complete", "?0")
                .header("Upload-Length", 1L << 40)
                .body(first(10))
                .put("/api/snapshots/{id}/parts/{file}", snapshot.id().toString(), SampleSnapshot.ENTRIES)
                .then()
                .statusCode(413);

        assertThat(staged()).doesNotExist();
    }

    @Test
    void refusesHeadersThatAreNone() {
        begin(first(10), "yes").then().statusCode(400);
        begin(first(10), "?0").then().statusCode(201);

        agent.request()
                .contentType("application/partial-upload")
                .header("Upload-Offset", "-1")
                .header("Upload-Complete", "?1")
                .body(rest(10))
                .patch(UPLOAD, snapshot.id().toString(), SampleSnapshot.ENTRIES)
                .then()
                .statusCode(400);
    }

    @Test
    void givesUpAnUploadWhenAsked() {
        begin(first(100), "?0").then().statusCode(201);

        agent.request()
                .delete(UPLOAD, snapshot.id().toString(), SampleSnapshot.ENTRIES)
                .then()
                .statusCode(204);

        head().then().statusCode(404);
        append(100, "?1", rest(100)).then().statusCode(404).body("code", equalTo("upload-not-found"));
        assertThat(staged()).doesNotExist();
    }

    @Test
    void doesNotShowUploadsOfOtherServers() {
        begin(first(100), "?0").then().statusCode(201);

        new Agent("resumed-2")
                .request()
                .head(UPLOAD, snapshot.id().toString(), SampleSnapshot.ENTRIES)
                .then()
                .statusCode(404);
    }

    private Response begin(byte[] piece, String complete) {
        return agent.request()
                .contentType("application/octet-stream")
                .header("Repr-Digest", SampleSnapshot.digestField(content))
                .header("Upload-Complete", complete)
                .header("Upload-Length", content.length)
                .body(piece)
                .put("/api/snapshots/{id}/parts/{file}", snapshot.id().toString(), SampleSnapshot.ENTRIES);
    }

    private Response append(int offset, String complete, byte[] piece) {
        return agent.request()
                .contentType("application/partial-upload")
                .header("Upload-Offset", offset)
                .header("Upload-Complete", complete)
                .body(piece)
                .patch(UPLOAD, snapshot.id().toString(), SampleSnapshot.ENTRIES);
    }

    private Response head() {
        return agent.request().head(UPLOAD, snapshot.id().toString(), SampleSnapshot.ENTRIES);
    }

    /// Sends the beginning of the part and hangs up once it has come.
    private void cutAt(int bytes) throws Exception {
        String head = """
                PUT /api/snapshots/%s/parts/%s HTTP/1.1
                Host: history
                Authorization: Bearer %s
                Content-Type: application/octet-stream
                Content-Length: %d
                Repr-Digest: %s
                Upload-Complete: ?1

                """.formatted(
                        snapshot.id(),
                        SampleSnapshot.ENTRIES,
                        Tokens.forServer(SERVER, "snapshots:write"),
                        content.length,
                        SampleSnapshot.digestField(content))
                .replace("\n", "\r\n");
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(content, 0, bytes);
            out.flush();
            awaitStaged(bytes);
        }
    }

    /// The server takes its time to read what is on its way; asking for the offset would end that.
    private void awaitStaged(int bytes) throws InterruptedException, IOException {
        for (int i = 0; i < 200 && staged(bytes).isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private List<Path> staged(int bytes) throws IOException {
        if (!Files.isDirectory(staged())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(staged())) {
            return files.filter(file -> file.toFile().length() == bytes).toList();
        }
    }

    private byte[] first(int bytes) {
        return Arrays.copyOf(content, bytes);
    }

    private byte[] rest(int offset) {
        return Arrays.copyOfRange(content, offset, content.length);
    }

    private Path staged() {
        return config.storeDir().resolve(".staging").resolve(snapshot.id() + "@" + SERVER);
    }
}
