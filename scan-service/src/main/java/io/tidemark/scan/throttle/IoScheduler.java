package io.tidemark.scan.throttle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says whether a volume's disk knows I/O classes.
final class IoScheduler {

    private static final Set<String> KNOWING = Set.of("bfq", "mq-deadline");
    private static final Pattern CHOSEN = Pattern.compile("\\[([a-z-]+)]");

    private final Path devices;

    /// @param devices a folder such as `/sys/dev/block`
    IoScheduler(Path devices) {
        this.devices = devices;
    }

    /// Why the idle I/O class has no effect on this volume; empty where it has one.
    ///
    /// @param deviceNumber as in the mount table, `8:1`
    Optional<String> ignoresClasses(String deviceNumber) {
        try {
            Path disk = devices.resolve(deviceNumber).toRealPath();
            Path own = disk.resolve("queue/scheduler");
            Path whole = disk.resolveSibling("queue/scheduler");
            Matcher chosen = CHOSEN.matcher(Files.readString(Files.exists(own) ? own : whole));
            String scheduler = chosen.find() ? chosen.group(1) : "none";
            return KNOWING.contains(scheduler)
                    ? Optional.empty()
                    : Optional.of("the I/O scheduler '" + scheduler + "' of this volume ignores the idle I/O class");
        } catch (IOException e) {
            return Optional.of("the idle I/O class has no effect: this volume has no block device of its own");
        }
    }
}
