package io.tidemark.history.store;

import io.tidemark.history.sample.SampleFiles;
import io.tidemark.platform.s3.Bucket;
import io.tidemark.platform.test.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

class S3SampleFilesTest extends SampleFilesTest {

    @TempDir
    static Path serverFolder;

    @TempDir
    Path folder;

    private static Optional<S3Server> server = Optional.empty();

    @BeforeAll
    static void startServer() throws Exception {
        server = Optional.of(S3Server.start(serverFolder));
    }

    @AfterAll
    static void stopServer() {
        server.ifPresent(S3Server::close);
    }

    @Override
    SampleFiles files() throws IOException {
        String bucket = "tidemark-" + UUID.randomUUID();
        Bucket place = new Bucket(
                bucket,
                server.map(S3Server::endpoint),
                "us-east-1",
                "",
                Optional.of("tester"),
                Optional.of(Files.writeString(folder.resolve("secret"), "made-for-this-test")),
                true);
        try (S3Client client = place.client()) {
            client.createBucket(one -> one.bucket(bucket));
        }
        return new S3(place, 1 << 20).sampleFiles(folder.resolve("local"));
    }
}
