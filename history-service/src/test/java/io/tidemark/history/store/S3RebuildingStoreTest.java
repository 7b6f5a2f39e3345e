package io.tidemark.history.store;

import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.platform.s3.Bucket;
import io.tidemark.platform.test.S3Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

class S3RebuildingStoreTest extends RebuildingStoreTest {

    @TempDir
    static Path serverFolder;

    private static @Nullable S3Server server;
    private static @Nullable S3Client client;

    @BeforeAll
    static void startServer() throws Exception {
        S3Server started = S3Server.start(serverFolder);
        server = started;
        Path secret = Files.writeString(serverFolder.resolve("secret"), "made-for-this-test");
        client = new Bucket(
                        "any",
                        Optional.of(started.endpoint()),
                        "us-east-1",
                        "",
                        Optional.of("tester"),
                        Optional.of(secret),
                        true)
                .client();
    }

    @AfterAll
    static void stopServer() {
        Objects.requireNonNull(client).close();
        Objects.requireNonNull(server).close();
    }

    @Override
    SnapshotStore kept() throws IOException {
        String bucket = "tidemark-" + UUID.randomUUID();
        S3Client open = Objects.requireNonNull(client);
        open.createBucket(request -> request.bucket(bucket));
        return new S3SnapshotStore(
                new ObjectStore(open, bucket, "tidemark/", 5 << 20), temporary.resolve("local"), 1 << 20);
    }
}
