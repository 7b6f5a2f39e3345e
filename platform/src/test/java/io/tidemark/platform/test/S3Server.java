package io.tidemark.platform.test;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A server that speaks S3, as a process of its own; its jar stands on the class path only to be found. For modules
/// that bring it.
public final class S3Server implements AutoCloseable {

    private static final String LAUNCHER = "org/springframework/boot/loader/launch/JarLauncher.class";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI endpoint;

    private S3Server(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    public static S3Server start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path log = folder.resolve("s3.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar().toString(),
                        "--server.port=" + freePort(),
                        "--com.adobe.testing.s3mock.httpPort=" + port,
                        "--com.adobe.testing.s3mock.store.root=" + folder.resolve("root")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        S3Server server = new S3Server(process, URI.create("http://127.0.0.1:" + port));
        server.awaitStart(log);
        return server;
    }

    public URI endpoint() {
        return endpoint;
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Files.readString(log).contains("Started S3MockApplication")) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                close();
                throw new IllegalStateException(Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Path jar() {
        String found = Objects.requireNonNull(S3Server.class.getClassLoader().getResource(LAUNCHER))
                .getPath();
        try {
            return Path.of(new URI(found.substring(0, found.indexOf('!'))));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
