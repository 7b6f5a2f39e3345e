package io.tidemark.scan.rest;

import io.tidemark.scan.throttle.Hours;
import io.tidemark.scan.throttle.ScanPolicy;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// A policy as callers see it. Where they give one, any subset of the fields will do.
@Schema(name = "ScanPolicy")
record PolicyView(
        @Schema(examples = "0.05", description = "Share of the processors, above 0; 1 means no limit")
        double cpuShare,

        @Schema(examples = "2000", description = "System calls a second; null means no limit", nullable = true)
        @Nullable
        Long callsPerSecond,

        @Schema(examples = "[\"22:00-06:00\"]", description = "When it may walk; none means always")
        List<String> hours,

        @Schema(examples = "Europe/Berlin", description = "Whose clock the hours are read from")
        String zone,

        @Schema(
                type = SchemaType.STRING,
                examples = "PT6H",
                description =
                        "How long it may walk: in each of its hours, or, without hours, in all; null means no limit",
                nullable = true)
        @Nullable
        Duration longest,

        @Schema(description = "Walk only with processor and disk time that nobody else wants")
        boolean idle,

        @Schema(description = "Slow down while others wait for processors or disks")
        boolean backOff,

        @Schema(examples = "[\"*.tmp\"]", description = "gitignore patterns of what is left out")
        List<String> exclude,

        @Schema(description = "gitignore patterns of what alone is taken; none means everything")
        List<String> include,

        boolean oneFilesystem) {

    static PolicyView of(ScanPolicy policy) {
        return new PolicyView(
                policy.cpuShare(),
                policy.callsPerSecond(),
                policy.hours().stream().map(Hours::toString).toList(),
                policy.zone().getId(),
                policy.longest(),
                policy.idle(),
                policy.backOff(),
                policy.exclude(),
                policy.include(),
                policy.oneFilesystem());
    }
}
