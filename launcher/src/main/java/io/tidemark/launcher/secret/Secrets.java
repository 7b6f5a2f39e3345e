package io.tidemark.launcher.secret;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/// Secrets, one file each: mode 0600, in folders of mode 0700.
///
/// @param folder absolute
public record Secrets(Path folder) {
    private static final int RANDOM_BYTES = 32;

    /// The secret of this name; a new random one, of 256 bits, at the first time.
    public String of(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, random());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Trouble.writing(file, e);
        }
    }

    /// The file that holds the secret of this name; the secret is made where it is missing.
    public Path file(String name) {
        of(name);
        return folder.resolve(name);
    }

    /// Keeps a secret that somebody else made, in the place of what was there.
    public void keep(String name, String secret) {
        Path file = folder.resolve(name);
        try {
            write(file, secret);
        } catch (IOException e) {
            throw Trouble.writing(file, e);
        }
    }

    /// Forgets a secret, where there is one of this name.
    public void forget(String name) {
        Path file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Trouble.writing(file, e);
        }
    }

    private static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// Written aside and renamed, so that a secret is there whole or not at all.
    private void write(Path file, String secret) throws IOException {
        privateFolder(folder);
        Path aside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(aside, options, onlyOwner)) {
            channel.write(ByteBuffer.wrap(secret.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void privateFolder(Path folder) throws IOException {
        var onlyOwner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, onlyOwner);
    }
}
