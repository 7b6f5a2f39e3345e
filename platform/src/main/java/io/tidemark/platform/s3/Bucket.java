package io.tidemark.platform.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a bucket of an S3-compatible store is, and how it is spoken to.
///
/// @param endpoint of a store that is not Amazon's
/// @param prefix before every key
/// @param accessKey with `secretFile`; without both, the environment, the profile or the machine's
/// role says who we are
/// @param secretFile the file that holds the access key's secret
/// @param pathStyle whether the bucket stands in the path and not in the host name
public record Bucket(
        String name,
        Optional<URI> endpoint,
        String region,
        String prefix,
        Optional<String> accessKey,
        Optional<Path> secretFile,
        boolean pathStyle) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    public Bucket {
        if (accessKey.isPresent() != secretFile.isPresent()) {
            throw new IllegalArgumentException(
                    "bucket " + name + ": access-key and secret-file are both given or none");
        }
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /// Checksums that not every compatible store knows are left out; whoever puts objects brings their own.
    ///
    /// @throws IOException where the secret cannot be read
    public S3Client client() throws IOException {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .forcePathStyle(pathStyle)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(all -> all.retryStrategy(RetryMode.STANDARD))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .credentialsProvider(credentials());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private AwsCredentialsProvider credentials() throws IOException {
        if (accessKey.isEmpty() || secretFile.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        String secret = Files.readString(secretFile.get()).strip();
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey.get(), secret));
    }
}
