package io.tidemark.history.policy;

import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What holds for one server.
public record EffectivePolicy(ServerName server, Map<PolicyField, Setting> settings) {

    /// The source of a field that no document says anything of.
    public static final String DEFAULT = "default";

    /// @param source the target whose document says it, or `default`
    public record Setting(@Nullable Object value, String source) {}

    public EffectivePolicy {
        settings = Collections.unmodifiableMap(settings);
    }

    public Setting setting(PolicyField field) {
        return Objects.requireNonNull(settings.get(field), field::word);
    }

    /// The fields of one kind as they stand in JSON.
    public Map<String, @Nullable Object> values(PolicyKind kind) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        settings.forEach((field, setting) -> {
            if (field.kind() == kind) {
                values.put(field.word(), setting.value());
            }
        });
        return values;
    }

    /// Where each field comes from, by `kind.field`.
    public Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        settings.forEach((field, setting) -> sources.put(field.kind().word() + "." + field.word(), setting.source()));
        return sources;
    }
}
