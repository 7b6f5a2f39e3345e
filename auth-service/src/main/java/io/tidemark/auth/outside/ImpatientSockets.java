package io.tidemark.auth.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/// Sockets that wait so long for each byte and no longer, from the handshake on: the directory's
/// library begins to count after it, and a server that accepts connections and says nothing would
/// keep its thread for good.
final class ImpatientSockets extends SSLSocketFactory {
    private final SSLSocketFactory next;
    private final int millis;

    ImpatientSockets(SSLSocketFactory next, Duration patience) {
        this.next = next;
        this.millis = (int) patience.toMillis();
    }

    @Override
    public Socket createSocket() throws IOException {
        return impatient(next.createSocket());
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return impatient(next.createSocket(plain, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return impatient(next.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return impatient(next.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return impatient(next.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return impatient(next.createSocket(host, port, local, localPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return next.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return next.getSupportedCipherSuites();
    }

    private Socket impatient(Socket socket) throws IOException {
        socket.setSoTimeout(millis);
        return socket;
    }
}
