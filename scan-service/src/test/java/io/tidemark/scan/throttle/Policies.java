package io.tidemark.scan.throttle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/// Policies to test with.
public final class Policies {

    /// As fast as it goes.
    public static final ScanPolicy FULL =
            new ScanPolicy(1, null, List.of(), ZoneId.of("UTC"), null, false, false, List.of(), List.of(), true);

    private Policies() {}

    public static ScanPolicy share(double share) {
        return change("cpuShare", Double.toString(share));
    }

    public static ScanPolicy calls(long perSecond) {
        return change("callsPerSecond", Long.toString(perSecond));
    }

    static ScanPolicy hours(String hours, String zone) {
        return new ScanPolicy(
                1, null, List.of(Hours.of(hours)), ZoneId.of(zone), null, false, false, List.of(), List.of(), true);
    }

    static ScanPolicy longest(ScanPolicy policy, Duration longest) {
        return PolicyJson.change(policy, json("{\"longest\":\"" + longest + "\"}"));
    }

    public static ScanPolicy change(String field, String value) {
        return PolicyJson.change(FULL, json("{\"" + field + "\":" + value + "}"));
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
