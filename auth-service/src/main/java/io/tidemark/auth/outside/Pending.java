package io.tidemark.auth.outside;

import io.tidemark.auth.credential.SecretBox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A sign-in that is under way at the provider. The person's own browser keeps it, sealed, so that nobody
/// finishes in
/// another's what was begun in one's own, and this service need not remember who never comes back.
///
/// @param state what the provider gives back
/// @param nonce what its token must carry
/// @param verifier what only this service knows of the challenge that the provider was told
record Pending(SignInRequest request, String state, String nonce, String verifier, Instant begunAt) {
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String PURPOSE = "a sign-in under way";
    private static final int FIELDS = 7;

    static Pending of(SignInRequest request, Instant now) {
        return new Pending(request, Digests.random(), Digests.random(), Digests.random(), now);
    }

    String sealed(SecretBox box) {
        String text = Stream.of(
                        request.redirect(),
                        request.state(),
                        request.challenge(),
                        state,
                        nonce,
                        verifier,
                        begunAt.toString())
                .map(field -> Digests.base64(field.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
        return Digests.base64(box.seal(text, PURPOSE));
    }

    /// Empty for what was not sealed here, or too long ago.
    static Optional<Pending> open(String sealed, SecretBox box, Instant now) {
        try {
            String text = box.open(Base64.getUrlDecoder().decode(sealed), PURPOSE);
            List<String> fields = Arrays.stream(text.split("\\.", FIELDS))
                    .map(field -> new String(Base64.getUrlDecoder().decode(field), StandardCharsets.UTF_8))
                    .toList();
            return Optional.of(read(fields)).filter(pending -> now.isBefore(pending.begunAt.plus(LONGEST)));
        } catch (IllegalArgumentException | SecretBox.WrongKey e) {
            return Optional.empty();
        }
    }

    private static Pending read(List<String> fields) {
        SignInRequest request = new SignInRequest(fields.get(0), fields.get(1), fields.get(2));
        return new Pending(request, fields.get(3), fields.get(4), fields.get(5), Instant.parse(fields.get(6)));
    }

    /// Leaves the secrets out.
    @Override
    public String toString() {
        return "Pending[" + request.redirect() + "]";
    }
}
