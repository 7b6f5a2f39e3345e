package io.tidemark.auth.store;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.platform.s3.Bucket;
import io.tidemark.platform.test.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A bucket with versions and Object Lock, and somebody who has the service's rights on it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckpointBucketTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Period SEVEN_YEARS = Period.ofYears(7);

    private final NoteKey key = NoteKey.parse("tidemark-auth/audit", NoteKey.generate());
    private final Server server = new Server();
    private String bucket = "";

    @TempDir
    Path folder;

    @BeforeAll
    void startServer(@TempDir Path state) throws Exception {
        server.start(state);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void aBucket() {
        bucket = "audit-" + UUID.randomUUID();
        server.client().createBucket(ask -> ask.bucket(bucket).objectLockEnabledForBucket(true));
        server.client()
                .putBucketVersioning(ask -> ask.bucket(bucket)
                        .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
    }

    /// The server here keeps no locks that come with an object: what is asked for is looked at.
    @Test
    void aCheckpointIsLockedForAsLongAsTheRowsUnderItAreKept() {
        List<SdkHttpRequest> sent = new ArrayList<>();
        try (S3Client client = server.watched(sent)) {
            new CheckpointBucket(
                            client, server.bucket(bucket), "log", Optional.of(ObjectLockMode.COMPLIANCE), SEVEN_YEARS)
                    .append(checkpoint(10, 1));
        }

        SdkHttpRequest put = sent.getFirst();
        assertThat(put.method()).isEqualTo(SdkHttpMethod.PUT);
        assertThat(put.encodedPath()).isEqualTo("/" + bucket + "/site/log/9223372036854775797-10-0100000000000000");
        assertThat(put.firstMatchingHeader("x-amz-object-lock-mode")).contains("COMPLIANCE");
        assertThat(put.firstMatchingHeader("x-amz-object-lock-retain-until-date"))
                .map(Instant::parse)
                .contains(Instant.parse("2033-01-01T12:00:00Z"));
        assertThat(put.firstMatchingHeader("Content-MD5")).isPresent();
    }

    @Test
    void whereTheBucketHasNoLockNoneIsAskedFor() {
        List<SdkHttpRequest> sent = new ArrayList<>();
        try (S3Client client = server.watched(sent)) {
            new CheckpointBucket(client, server.bucket(bucket), "log", Optional.empty(), SEVEN_YEARS)
                    .append(checkpoint(10, 1));
        }

        assertThat(sent.getFirst().headers().keySet()).noneMatch(name -> name.contains("object-lock"));
    }

    @Test
    void notesComeBackAsTheyWereSignedTheNewestFirst() {
        CheckpointBucket place = place(ObjectLockMode.GOVERNANCE);
        List<Checkpoint> signed = IntStream.rangeClosed(1, CheckpointBucket.NEWEST + 3)
                .mapToObj(i -> checkpoint(i * 7L, i))
                .toList();

        signed.forEach(place::append);

        assertThat(place.notes())
                .isEqualTo(signed.reversed().stream()
                        .limit(CheckpointBucket.NEWEST)
                        .map(Checkpoint::note)
                        .toList());
        assertThat(new CheckpointBucket(server.client(), server.bucket(bucket), "none", Optional.empty(), SEVEN_YEARS)
                        .notes())
                .isEmpty();
    }

    @Test
    void twoHistoriesOfOneLengthStandBesideEachOther() {
        CheckpointBucket place = place(ObjectLockMode.COMPLIANCE);

        place.append(checkpoint(10, 1));
        place.append(checkpoint(10, 2));

        assertThat(place.notes())
                .containsExactly(checkpoint(10, 1).note(), checkpoint(10, 2).note());
    }

    @Test
    void neitherADeleteNorAnotherContentHidesACheckpoint() {
        CheckpointBucket place = place(ObjectLockMode.COMPLIANCE);
        place.append(checkpoint(10, 1));
        place.append(checkpoint(20, 2));
        List<S3Object> objects = objects();

        server.client()
                .deleteObject(ask -> ask.bucket(bucket).key(objects.getFirst().key()));
        server.client()
                .putObject(ask -> ask.bucket(bucket).key(objects.getLast().key()), RequestBody.fromString("nothing"));

        assertThat(place.notes())
                .contains(checkpoint(10, 1).note(), checkpoint(20, 2).note());
    }

    @Test
    void aBucketThatIsNotThereIsToldByItsName() {
        CheckpointBucket place = new CheckpointBucket(
                server.client(), server.bucket("gone"), "audit-checkpoints", Optional.empty(), SEVEN_YEARS);

        assertThatThrownBy(() -> place.append(checkpoint(10, 1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written to bucket gone")
                .hasRootCauseInstanceOf(S3Exception.class);
        assertThatThrownBy(place::notes).hasMessageContaining("cannot be read from bucket gone");
    }

    private CheckpointBucket place(ObjectLockMode lock) {
        return new CheckpointBucket(
                server.client(), server.bucket(bucket), "audit-checkpoints", Optional.of(lock), SEVEN_YEARS);
    }

    private List<S3Object> objects() {
        return server.client().listObjectsV2(ask -> ask.bucket(bucket)).contents();
    }

    /// @param first byte of the tree head
    private Checkpoint checkpoint(long size, int first) {
        byte[] root = new byte[32];
        root[0] = (byte) first;
        return Checkpoint.sign(key, size, root, NOON);
    }

    /// One for all tests, as it takes seconds to start.
    private static final class Server implements AutoCloseable {
        private Optional<S3Server> process = Optional.empty();
        private Optional<S3Client> client = Optional.empty();
        private Optional<Path> secret = Optional.empty();

        void start(Path state) throws Exception {
            process = Optional.of(S3Server.start(state));
            secret = Optional.of(Files.writeString(state.resolve("secret"), "made-for-this-test"));
            client = Optional.of(bucket("any").client());
        }

        S3Client client() {
            return client.orElseThrow();
        }

        /// A client whose requests are written down.
        S3Client watched(List<SdkHttpRequest> sent) {
            return S3Client.builder()
                    .region(Region.US_EAST_1)
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .endpointOverride(endpoint())
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("tester", "made")))
                    .overrideConfiguration(all -> all.addExecutionInterceptor(new ExecutionInterceptor() {
                        @Override
                        public void beforeTransmission(
                                Context.BeforeTransmission context, ExecutionAttributes attributes) {
                            sent.add(context.httpRequest());
                        }
                    }))
                    .build();
        }

        private URI endpoint() {
            return process.map(S3Server::endpoint).orElseThrow();
        }

        Bucket bucket(String name) {
            URI endpoint = process.map(S3Server::endpoint).orElseThrow();
            return new Bucket(name, Optional.of(endpoint), "us-east-1", "site", Optional.of("tester"), secret, true);
        }

        @Override
        public void close() {
            client.ifPresent(S3Client::close);
            process.ifPresent(S3Server::close);
        }
    }
}
