package io.tidemark.launcher.command;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.service.LogFile;
import io.tidemark.launcher.trouble.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Shows what services printed.
@Command(name = "logs", description = "Shows what the services, or one of them, printed last.")
final class Logs implements Runnable {
    private static final int LINES = 200;
    private static final long POLL_MILLIS = 250;

    @Mixin
    Place place = new Place();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "auth, scan, history, analytics, forecast or alert.")
    @Nullable
    String name;

    @Option(names = "-f", description = "Go on showing what is added.")
    boolean follow;

    @Override
    public void run() {
        Layout layout = place.layout();
        Map<Service, Long> ends = new EnumMap<>(Service.class);
        for (Service service : services()) {
            LogFile log = new LogFile(layout.log(service));
            ends.put(service, log.size());
            log.tail(LINES).forEach(line -> System.out.println(prefix(service) + line));
        }
        while (follow) {
            Pause.millis(POLL_MILLIS);
            ends.entrySet().forEach(e -> e.setValue(more(layout, e.getKey(), e.getValue())));
        }
    }

    private long more(Layout layout, Service service, long end) {
        String added = new LogFile(layout.log(service)).since(end);
        int whole = added.lastIndexOf('\n') + 1;
        added.substring(0, whole).lines().forEach(line -> System.out.println(prefix(service) + line));
        return end + added.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
    }

    private String prefix(Service service) {
        return name == null ? String.format("%-9s ", service.id()) : "";
    }

    private List<Service> services() {
        return name == null ? List.of(Service.values()) : List.of(named(name));
    }

    private static Service named(String name) {
        return Service.named(name)
                .orElseThrow(() -> new Trouble("There is no service " + name + "; there are " + known()));
    }

    private static String known() {
        return String.join(
                ", ", List.of(Service.values()).stream().map(Service::id).toList());
    }
}
