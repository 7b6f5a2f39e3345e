package io.tidemark.history.store;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.platform.s3.Bucket;
import io.tidemark.platform.test.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Against a server of its own, or against any other: `-Dtidemark.s3.endpoint=`, `access-key`, `secret-file`.
class S3SnapshotStoreTest extends SnapshotStoreTest {

    private static final int PIECE = 5 << 20;
    private static final PartName ENTRIES = new PartName("entries-00000.parquet");

    @TempDir
    static Path serverFolder;

    @TempDir
    Path folder;

    private static Optional<S3Server> server = Optional.empty();
    private static S3Client client;

    private final String bucket = "tidemark-" + UUID.randomUUID();
    private final SnapshotLocation location =
            SnapshotLocation.of(new ServerName("srv"), Instant.parse("2026-01-02T23:59:59Z"), SampleSnapshot.newId());
    private ObjectStore objects;
    private SnapshotStore store;

    @BeforeAll
    static void startServer() throws Exception {
        Optional<URI> given =
                Optional.ofNullable(System.getProperty("tidemark.s3.endpoint")).map(URI::create);
        if (given.isEmpty()) {
            server = Optional.of(S3Server.start(serverFolder));
        }
        Path secret = Files.writeString(serverFolder.resolve("secret"), "made-for-this-test");
        client = new Bucket(
                        "any",
                        given.or(() -> server.map(S3Server::endpoint)),
                        "us-east-1",
                        "",
                        Optional.of(System.getProperty("tidemark.s3.access-key", "tester")),
                        Optional.of(Path.of(System.getProperty("tidemark.s3.secret-file", secret.toString()))),
                        true)
                .client();
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.ifPresent(S3Server::close);
    }

    @BeforeEach
    void makeStore() throws IOException {
        client.createBucket(request -> request.bucket(bucket));
        objects = new ObjectStore(client, bucket, "tidemark/", PIECE);
        store = another();
    }

    @Override
    SnapshotStore store() {
        return store;
    }

    @Test
    void isReadByAnotherReplica() throws IOException {
        store.seal(location, upload("content"), new byte[] {1});

        SnapshotStore other = another();

        assertThat(other.sealed()).containsExactly(location);
        assertThat(other.part(location, ENTRIES)).hasContent("content");
    }

    @Test
    void sendsLargePartsInPieces() throws IOException {
        byte[] large = new byte[2 * PIECE + 12345];
        new Random(4).nextBytes(large);
        Path upload = upload("");
        Files.write(upload.resolve(ENTRIES.value()), large);

        store.seal(location, upload, new byte[] {1});

        assertThat(another().part(location, ENTRIES)).hasBinaryContent(large);
        assertThat(objects.head(location.key() + "/" + ENTRIES).orElseThrow().digest())
                .isEqualTo(Sha256.of(large));
    }

    @Test
    void goesOnWhereACrashLeftPartsWithoutManifest() throws IOException {
        Path upload = upload("content");
        objects.create(
                location.key() + "/" + ENTRIES,
                upload.resolve(ENTRIES.value()),
                Sha256.of(Files.readAllBytes(upload.resolve(ENTRIES.value()))));
        assertThat(store.sealed()).isEmpty();
        assertThat(store.files(location)).isEmpty();

        store.seal(location, upload, new byte[] {1});

        assertThat(another().part(location, ENTRIES)).hasContent("content");
    }

    @Test
    void doesNotSealOverTheLeftoversOfOtherContent() throws IOException {
        Path upload = upload("mine");
        Path foreign = Files.writeString(folder.resolve("foreign"), "foreign");
        objects.create(location.key() + "/" + ENTRIES, foreign, Sha256.of(Files.readAllBytes(foreign)));

        assertThatThrownBy(() -> store.seal(location, upload, new byte[] {1}))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(store.manifest(location)).isEmpty();
        assertThat(upload.resolve(ENTRIES.value())).hasContent("mine");
    }

    @Test
    void refusesContentThatIsNotWhatWasPut() throws IOException {
        store.seal(location, upload("content"), new byte[] {1});
        client.putObject(
                request -> request.bucket(bucket)
                        .key("tidemark/" + location.key() + "/" + ENTRIES)
                        .metadata(Map.of(
                                "sha256",
                                Sha256.of("content".getBytes(StandardCharsets.UTF_8))
                                        .hex())),
                RequestBody.fromString("damaged"));
        SnapshotStore other = another();

        assertThatThrownBy(() -> other.part(location, ENTRIES)).hasMessageContaining("came with SHA-256");
    }

    @Test
    void givesBackTheSpaceOfWhatCrashesLeft() throws IOException {
        store.seal(location, upload("content"), new byte[] {1});
        SnapshotLocation torn = SnapshotLocation.of(location.server(), Instant.EPOCH, SampleSnapshot.newId());
        Path part = Files.writeString(folder.resolve("part"), "left");
        objects.create(torn.key() + "/" + ENTRIES, part, Sha256.of(Files.readAllBytes(part)));
        client.createMultipartUpload(
                request -> request.bucket(bucket).key("tidemark/" + torn.key() + "/directories-00000.parquet"));

        int early = store.removeLeftovers(Instant.now().minusSeconds(60));
        int late = store.removeLeftovers(Instant.now().plusSeconds(60));

        assertThat(early).isZero();
        assertThat(late).isEqualTo(2);
        assertThat(objects.list(""))
                .extracting(ObjectStore.Item::key)
                .containsExactlyInAnyOrder(location.key() + "/" + ENTRIES, location.key() + "/" + StoredName.MANIFEST);
        assertThat(client.listMultipartUploads(request -> request.bucket(bucket))
                        .uploads())
                .isEmpty();
    }

    @Test
    void saysThatItCannotBeWrittenToWhereThereIsNoBucket() throws IOException {
        SnapshotStore nowhere = new S3SnapshotStore(
                new ObjectStore(client, "no-such-bucket", "", PIECE), folder.resolve("nowhere"), 1 << 20);

        assertThatThrownBy(nowhere::checkWritable).isInstanceOf(IOException.class);
    }

    private SnapshotStore another() throws IOException {
        return new S3SnapshotStore(objects, Files.createTempDirectory(folder, "local"), 1 << 20);
    }

    private Path upload(String content) throws IOException {
        Path upload = Files.createTempDirectory(store.staging(), "upload");
        Files.writeString(upload.resolve(ENTRIES.value()), content);
        return upload;
    }
}
