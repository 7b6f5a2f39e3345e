package io.tidemark.scan.rest;

import io.smallrye.config.WithDefault;
import io.tidemark.scan.throttle.Hours;
import io.tidemark.scan.throttle.ScanPolicy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How scans work where nobody asks for something else; see {@link ScanPolicy}.
public interface PolicyConfig {

    @WithDefault("0.05")
    double cpuShare();

    OptionalLong callsPerSecond();

    Optional<List<String>> hours();

    @WithDefault("UTC")
    ZoneId zone();

    Optional<Duration> longest();

    @WithDefault("true")
    boolean idle();

    @WithDefault("true")
    boolean backOff();

    Optional<List<String>> exclude();

    Optional<List<String>> include();

    @WithDefault("true")
    boolean oneFilesystem();

    /// @throws IllegalArgumentException that says which setting is wrong
    default ScanPolicy policy() {
        try {
            return new ScanPolicy(
                    cpuShare(),
                    callsPerSecond().isPresent() ? callsPerSecond().getAsLong() : null,
                    hours().orElse(List.of()).stream().map(Hours::of).toList(),
                    zone(),
                    longest().orElse(null),
                    idle(),
                    backOff(),
                    exclude().orElse(List.of()),
                    include().orElse(List.of()),
                    oneFilesystem());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scan.policy: " + e.getMessage(), e);
        }
    }
}
