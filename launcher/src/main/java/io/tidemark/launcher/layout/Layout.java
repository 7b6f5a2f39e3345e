package io.tidemark.launcher.layout;

import java.net.URI;
import java.nio.file.Path;

/// Where one installation keeps its data and which ports it uses. Nothing is ever written outside `data`.
///
/// @param data absolute
/// @param portOffset added to every port
public record Layout(Path data, int portOffset) {
    private static final int DATABASE_PORT = 8087;
    private static final int HIGHEST_OFFSET = 65_535 - DATABASE_PORT;
    private static final int LOWEST_OFFSET = 1024 - Service.AUTH.basePort();

    public Layout {
        if (!data.isAbsolute()) {
            throw new IllegalArgumentException("The data folder must be absolute, not " + data);
        }
        if (portOffset < LOWEST_OFFSET || portOffset > HIGHEST_OFFSET) {
            throw new IllegalArgumentException(
                    "The port offset is from " + LOWEST_OFFSET + " to " + HIGHEST_OFFSET + ", not " + portOffset);
        }
    }

    public int port(Service service) {
        return service.basePort() + portOffset;
    }

    public int databasePort() {
        return DATABASE_PORT + portOffset;
    }

    public URI address(Service service) {
        return URI.create("http://127.0.0.1:" + port(service));
    }

    public Path postgres() {
        return data.resolve("postgres");
    }

    /// Where the database's programs are unpacked to.
    public Path postgresPrograms() {
        return data.resolve("postgres-programs");
    }

    public Path secrets() {
        return data.resolve("secrets");
    }

    /// The folder of identities: one file for each client id.
    public Path identities() {
        return secrets().resolve("identities");
    }

    /// Where a token lies for the agent of this machine while it is let in; gone afterwards.
    public Path enrolmentToken() {
        return secrets().resolve("enrolment-token");
    }

    public Path run() {
        return data.resolve("run");
    }

    public Path pidFile(Service service) {
        return run().resolve(service.title() + ".pid");
    }

    public Path logs() {
        return data.resolve("logs");
    }

    public Path log(Service service) {
        return logs().resolve(service.title() + ".log");
    }

    public Path authState() {
        return data.resolve("auth");
    }

    /// Holds the administrator's first password.
    public Path administratorPassword() {
        return authState().resolve("administrator-password");
    }

    public Path scanState() {
        return data.resolve("scan");
    }

    public Path store() {
        return data.resolve("store");
    }

    public Path analyticsCache() {
        return data.resolve("analytics-cache");
    }

    /// Jobs that compare contents, with what they found.
    public Path analyticsDuplicates() {
        return data.resolve("analytics-duplicates");
    }
}
