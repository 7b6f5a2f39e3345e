package io.tidemark.auth.token;

/// Where a request comes from.
///
/// @param address the caller's network address
/// @param agent what the caller's program calls itself; may be empty
public record Origin(String address, String agent) {
    private static final int MAX_AGENT = 200;

    public Origin {
        String printable = agent.replaceAll("\\p{Cntrl}", "\uFFFD");
        agent = printable.substring(0, Math.min(printable.length(), MAX_AGENT));
    }
}
