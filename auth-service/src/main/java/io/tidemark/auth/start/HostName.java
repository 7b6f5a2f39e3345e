package io.tidemark.auth.start;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// This host's own name.
final class HostName {
    private HostName() {}

    static String get() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("This host does not know its name", e);
        }
    }
}
