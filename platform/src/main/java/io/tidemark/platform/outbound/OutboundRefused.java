package io.tidemark.platform.outbound;

/// An address that is not asked, whoever wants it. The message may be shown.
public final class OutboundRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutboundRefused(String message) {
        super(message);
    }
}
