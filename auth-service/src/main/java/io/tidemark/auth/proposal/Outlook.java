package io.tidemark.auth.proposal;

import io.tidemark.auth.right.Difference;
import io.tidemark.auth.right.Holding;
import io.tidemark.auth.right.Window;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What a proposal would do now.
///
/// @param differences who would gain and lose what
/// @param effect stands for these differences: whoever approves says which ones they have seen
/// @param obstacle why it could not be done now; null where it could
public record Outlook(
        List<Difference> differences,
        String effect,
        @Nullable String obstacle) {
    static Outlook of(List<Difference> differences, Instant now) {
        return new Outlook(differences, digest(differences, now), null);
    }

    static Outlook blocked(String obstacle) {
        return new Outlook(List.of(), "", obstacle);
    }

    private static String digest(List<Difference> differences, Instant now) {
        String words = differences.stream().map(d -> words(d, now)).sorted().collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(Difference difference, Instant now) {
        return difference.user() + " gains " + words(difference.gains(), now) + " loses "
                + words(difference.losses(), now);
    }

    private static String words(List<Holding> holdings, Instant now) {
        return holdings.stream().map(h -> words(h, now)).sorted().collect(Collectors.joining("; "));
    }

    /// What runs already runs from now on, whenever that is asked.
    private static String words(Holding holding, Instant now) {
        Window window = holding.window();
        String from = window.from().isAfter(now) ? window.from().toString() : "now";
        return holding.effect() + " " + holding.permission() + " " + holding.scope() + " " + from + " "
                + window.until();
    }
}
