package io.tidemark.launcher.service;

import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.secret.Secrets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The command line and the environment of a service.
public final class ServiceCommand {
    private final Home home;
    private final Layout layout;
    private final Secrets secrets;

    public ServiceCommand(Home home, Layout layout, Secrets secrets) {
        this.home = home;
        this.layout = layout;
        this.secrets = secrets;
    }

    /// Small heaps, one collector thread, only the quick compiler where nothing is computed: six
    /// services share one machine. The quick compiler does not know the processor's instructions for
    /// SHA-256, which history computes of every byte that comes in and auth of every row of the audit log
    /// that it verifies; analytics writes and compares much for each answer. Two passwords that are checked
    /// at once take 38 MiB of auth's heap.
    public List<String> line(Service service) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + layout.run(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(heap(service));
        line.addAll(List.of("-jar", home.jar(service).toString()));
        return line;
    }

    private static List<String> heap(Service service) {
        return switch (service) {
            case AUTH -> List.of("-Xmx128m");
            case SCAN -> List.of("-Xmx104m", "-XX:+UseCompactObjectHeaders");
            case HISTORY -> List.of("-Xmx112m");
            case ANALYTICS -> List.of("-Xmx112m");
            case FORECAST -> List.of("-Xmx96m", "-XX:TieredStopAtLevel=1");
            case ALERT -> List.of("-Xmx80m", "-XX:TieredStopAtLevel=1");
        };
    }

    /// What the service is told.
    public Map<String, String> environment(Service service) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "MALLOC_ARENA_MAX",
                "2",
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(layout.port(service)),
                "PLATFORM_AUTH_URL",
                layout.address(Service.AUTH).toString()));
        if (service.hasSecret()) {
            environment.put("PLATFORM_IDENTITY_ID", service.id());
            environment.put("PLATFORM_IDENTITY_SECRET_FILE", identity(service).toString());
        }
        if (service.hasDatabase()) {
            environment.putAll(database(service));
        }
        environment.putAll(own(service));
        return environment;
    }

    /// The identity secret of a service that has one.
    public Path identity(Service service) {
        return new Secrets(layout.identities()).file(service.id());
    }

    private Map<String, String> database(Service service) {
        return Map.of(
                "PLATFORM_DATABASE_HOST", "127.0.0.1",
                "PLATFORM_DATABASE_PORT", Integer.toString(layout.databasePort()),
                "PLATFORM_DATABASE_NAME", service.databaseName(),
                "PLATFORM_DATABASE_USER", service.databaseUser(),
                "PLATFORM_DATABASE_PASSWORD", secrets.of(service.databaseUser()),
                "PLATFORM_DATABASE_OWNER_USER", service.databaseName(),
                "PLATFORM_DATABASE_OWNER_PASSWORD", secrets.of(service.databaseName()));
    }

    private Map<String, String> own(Service service) {
        String history = layout.address(Service.HISTORY).toString();
        return switch (service) {
            case AUTH ->
                Map.of(
                        "AUTH_STATE_DIR", layout.authState().toString(),
                        "AUTH_IDENTITIES_DIR", layout.identities().toString());
            case SCAN ->
                Map.of(
                        "SCAN_STATE_DIR",
                        layout.scanState().toString(),
                        "SCAN_HISTORY_URL",
                        history,
                        "SCAN_ANALYTICS_URL",
                        layout.address(Service.ANALYTICS).toString(),
                        "SCAN_ENROLMENT_TOKEN_FILE",
                        layout.enrolmentToken().toString());
            case HISTORY -> Map.of("HISTORY_STORE_DIR", layout.store().toString());
            case ANALYTICS ->
                Map.of(
                        "ANALYTICS_CACHE_DIR",
                        layout.analyticsCache().toString(),
                        "ANALYTICS_DUPLICATES_DIR",
                        layout.analyticsDuplicates().toString(),
                        "ANALYTICS_DUPLICATES_FILES",
                        "20000",
                        "ANALYTICS_HISTORY_URL",
                        history,
                        "ANALYTICS_ENGINE_MEMORY",
                        "256M");
            case FORECAST -> Map.of("FORECAST_HISTORY_URL", history);
            case ALERT -> Map.of("ALERT_HISTORY_URL", history);
        };
    }
}
