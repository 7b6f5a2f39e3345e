package io.tidemark.auth.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /// A name in the folder that no client can have.
    private static final String NOBODY = "_";

    private final Path folder;
    private final Path decoy;

    /// @param decoy the secret of nobody, read and compared where a client has none
    public ClientSecrets(Path folder, Path decoy) {
        this.folder = folder;
        this.decoy = decoy;
    }

    /// Why this is not the client's secret; empty where it is. The work is the same for every wrong secret and
    /// every id, whether there is such a client, none, or there cannot be one: a look for its file, the reading
    /// of a file, and the comparison of two hashes.
    ///
    /// @param id as it was sent; may be no client id at all
    /// @throws UncheckedIOException where a file cannot be read
    public Optional<Proof.Reason> refusal(String id, String secret) {
        Path own = folder.resolve(ClientId.isValid(id) ? id : NOBODY);
        boolean known = Files.isRegularFile(own);
        String expected = read(known ? own : decoy);
        boolean equal = MessageDigest.isEqual(sha256(expected), sha256(secret));
        if (!known) {
            return Optional.of(Proof.Reason.UNKNOWN);
        }
        return equal && expected.length() >= MIN_LENGTH ? Optional.empty() : Optional.of(Proof.Reason.WRONG_SECRET);
    }

    private static String read(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_LENGTH);
            String secret = new String(content, StandardCharsets.UTF_8).strip();
            Arrays.fill(content, (byte) 0);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("The identity file " + file + " cannot be read", e);
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
