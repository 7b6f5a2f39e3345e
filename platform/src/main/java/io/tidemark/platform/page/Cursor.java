package io.tidemark.platform.page;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Opaque cursors: the sort key of the last row, each part with its length before it, in URL-safe Base64.
public final class Cursor {
    private Cursor() {}

    public static String encode(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The parts of a cursor that [#encode] made.
    ///
    /// @throws ProblemException 400 where the text is not a cursor of so many parts
    public static List<String> decode(String cursor, int parts) {
        try {
            List<String> found = split(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (found.size() == parts) {
                return found;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw notACursor(e);
        }
        throw notACursor(null);
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int colon = text.indexOf(':', at);
            int end = colon + 1 + Integer.parseUnsignedInt(text.substring(at, colon));
            parts.add(text.substring(colon + 1, end));
            at = end;
        }
        return parts;
    }

    private static ProblemException notACursor(@Nullable Exception cause) {
        String detail = "cursor: not one this list gave out; leave it away to start from the beginning";
        return cause == null
                ? new ProblemException(ProblemCode.MALFORMED, detail)
                : new ProblemException(ProblemCode.MALFORMED, detail, cause);
    }
}
