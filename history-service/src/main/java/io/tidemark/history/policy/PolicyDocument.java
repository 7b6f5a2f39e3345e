package io.tidemark.history.policy;

import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one policy says: any subset of its kind's fields. A field that is there with null says that
/// there is no limit;
/// one that is not there says nothing.
public record PolicyDocument(PolicyKind kind, Map<PolicyField, @Nullable Object> values) {

    public PolicyDocument {
        if (values.keySet().stream().anyMatch(field -> field.kind() != kind)) {
            throw new IllegalArgumentException("a document has fields of its own kind only");
        }
        Map<PolicyField, @Nullable Object> copy = new EnumMap<>(PolicyField.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /// @throws ProblemException 422 with every wrong field named
    public static PolicyDocument read(PolicyKind kind, Map<String, @Nullable Object> json) {
        List<FieldError> wrong = new ArrayList<>();
        Map<PolicyField, @Nullable Object> values = new EnumMap<>(PolicyField.class);
        json.forEach((name, value) -> {
            try {
                PolicyField field = field(kind, name);
                values.put(field, field.read(value));
            } catch (IllegalArgumentException e) {
                wrong.add(new FieldError(name, String.valueOf(e.getMessage())));
            }
        });
        if (!wrong.isEmpty()) {
            throw ProblemException.fields(wrong);
        }
        return new PolicyDocument(kind, values);
    }

    public boolean says(PolicyField field) {
        return values.containsKey(field);
    }

    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        values.forEach((field, value) -> json.put(field.word(), value));
        return json;
    }

    private static PolicyField field(PolicyKind kind, String name) {
        return PolicyField.ifValid(kind, name)
                .orElseThrow(() -> new IllegalArgumentException("is no field of a " + kind.word() + " policy"));
    }
}
