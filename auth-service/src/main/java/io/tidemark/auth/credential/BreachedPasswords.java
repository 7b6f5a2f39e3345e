package io.tidemark.auth.credential;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Passwords that guessers try first: a small list of our own, and, where a site has one, a file of any size with one
/// upper case SHA-1 a line, in order, as the project Have I Been Pwned gives it away (`HASH:COUNT`).
public final class BreachedPasswords {
    private static final Pattern LINE = Pattern.compile("[0-9A-F]{40}(:[0-9]+)?");
    private static final int HASH_LENGTH = 40;

    private final Set<String> small;
    private final Optional<Path> large;

    /// @throws IllegalArgumentException where the file cannot be read or is of another form
    public BreachedPasswords(Optional<Path> large) {
        this.small = shipped();
        this.large = large;
        large.ifPresent(BreachedPasswords::requireForm);
    }

    /// Upper and lower case are alike for the small list.
    ///
    /// @throws UncheckedIOException where the file cannot be read
    public boolean contains(String password) {
        return small.contains(password.toLowerCase(Locale.ROOT))
                || large.map(file -> isIn(file, sha1(password))).orElse(false);
    }

    /// Halves the file until one line is left: some thirty looks into a file of a billion.
    private static boolean isIn(Path path, String hash) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long low = 0;
            long high = file.length();
            while (low < high) {
                long begin = beginOfLine(file, (low + high) >>> 1, low);
                int order = hashAt(file, begin).compareTo(hash);
                if (order == 0) {
                    return true;
                }
                low = order < 0 ? file.getFilePointer() : low;
                high = order < 0 ? high : begin;
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The list of breached passwords cannot be read", e);
        }
    }

    private static long beginOfLine(RandomAccessFile file, long place, long lowest) throws IOException {
        for (long begin = place; begin > lowest; begin--) {
            file.seek(begin - 1);
            if (file.read() == '\n') {
                return begin;
            }
        }
        return lowest;
    }

    /// The file stands behind the line then.
    private static String hashAt(RandomAccessFile file, long begin) throws IOException {
        file.seek(begin);
        @Nullable String line = file.readLine();
        return line == null ? "" : line.substring(0, Math.min(HASH_LENGTH, line.length()));
    }

    private static void requireForm(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            @Nullable String first = file.readLine();
            if (first == null || !LINE.matcher(first.strip()).matches()) {
                throw new IllegalArgumentException(
                        path + " must have one upper case SHA-1 a line, in order, such as HASH:COUNT");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the list of breached passwords " + path + " cannot be read", e);
        }
    }

    private static Set<String> shipped() {
        try (InputStream file =
                        Objects.requireNonNull(BreachedPasswords.class.getResourceAsStream("/breached-passwords.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
