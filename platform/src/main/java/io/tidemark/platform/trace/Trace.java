package io.tidemark.platform.trace;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The trace that the present work is part of. Its id says nothing of who asked: it is 32
/// hexadecimal digits that the caller chose, or ours.
public final class Trace {
    /// The header of requests (W3C Trace Context, section 3.2).
    public static final String HEADER = "traceparent";

    /// Under this name it stands in lines of the log.
    static final String KEY = "traceId";

    private static final String VIA = "via";

    /// Any version; what later ones add stands behind.
    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final int LONGEST = 256;

    private Trace() {}

    /// Its id; empty where nobody asked for the work.
    public static Optional<String> present() {
        return Optional.ofNullable(MDC.get(KEY)).map(Object::toString);
    }

    /// By what its caller proved to be somebody: `session <id>` or `key <id>`. Empty where nobody did,
    /// or by an identity of its own, as services do.
    public static Optional<String> via() {
        return Optional.ofNullable(MDC.get(VIA)).map(Object::toString);
    }

    /// From now on the present work is asked for by this.
    public static void via(String credential) {
        MDC.put(VIA, credential);
    }

    /// What a request to another service says.
    public static Optional<String> parent() {
        return present().map(Trace::header);
    }

    /// The id that a request names, or a new one.
    static String of(@Nullable String parent) {
        Matcher matcher = PARENT.matcher(parent == null || parent.length() > LONGEST ? "" : parent);
        return matcher.matches() ? matcher.group(1) : random(ID_BYTES);
    }

    static String header(String id) {
        return "00-" + id + "-" + random(SPAN_BYTES) + "-01";
    }

    private static String random(int bytes) {
        byte[] id = new byte[bytes];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
