package io.tidemark.auth.credential;

import java.util.regex.Pattern;

/// The name of a service or an agent: `history`, `scan@web-01`, `scan@web-01@acme`. `scan` alone names
/// nobody: an agent is one server's.
public record ClientId(String value) {
    private static final Pattern FORM =
            Pattern.compile("[a-z][a-z0-9-]{0,62}(@[A-Za-z0-9][A-Za-z0-9._-]{0,252}(@[a-z][a-z0-9-]{0,30})?)?");
    private static final String AGENT = "scan";

    public ClientId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a client id: " + value);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches() && !text.equals(AGENT);
    }

    /// The agent of this server.
    public static ClientId ofAgent(String server) {
        return new ClientId(AGENT + "@" + server);
    }

    /// The service it runs: what stands before the `@`.
    public String service() {
        int at = value.indexOf('@');
        return at < 0 ? value : value.substring(0, at);
    }

    /// Whether it is an agent, which writes for one server only.
    public boolean isAgent() {
        return service().equals(AGENT);
    }

    /// What stands behind the `@`, or nothing.
    public String suffix() {
        return value.substring(Math.min(value.length(), service().length() + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
