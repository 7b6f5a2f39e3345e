package io.tidemark.auth.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/// The secrets of services and agents: a folder in which a file's name is a client id and its content the secret. Each
/// question reads the file anew, so a secret that was replaced counts at once.
public final class ClientSecrets {
    /// A secret shorter than this can be guessed and is not accepted.
    public static final int MIN_LENGTH = 24;

    private static final int MAX_LENGTH = 1024;

    private final Path folder;

    public ClientSecrets(Path folder) {
        this.folder = folder;
    }

    /// Whether this is the client's secret. Takes the same time for every wrong one of a known client.
    ///
    /// @throws UncheckedIOException where the folder cannot be read
    public boolean matches(ClientId client, String secret) {
        Optional<String> expected = read(client).filter(s -> s.length() >= MIN_LENGTH);
        boolean equal = MessageDigest.isEqual(sha256(expected.orElse("")), sha256(secret));
        return equal && expected.isPresent();
    }

    private Optional<String> read(ClientId client) {
        Path file = folder.resolve(client.value());
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_LENGTH);
            String secret = new String(content, StandardCharsets.UTF_8).strip();
            Arrays.fill(content, (byte) 0);
            return Optional.of(secret);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The identity file of " + client + " cannot be read", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
