package io.tidemark.launcher.process;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import static org.assertj.core.api.Assertions.assertThat;

class PortTest {
    @Test
    void aPortIsFreeOnlyWhileNobodyListens() throws IOException {
        int port;
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = listening.getLocalPort();

            assertThat(Port.isFree(port)).isFalse();
        }
        assertThat(Port.isFree(port)).isTrue();
    }
}
