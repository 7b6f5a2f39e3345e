package io.tidemark.scan.throttle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Policies as JSON.
public final class PolicyJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private PolicyJson() {}

    /// `base` with some fields changed. A field that is given as null is one without a limit.
    ///
    /// @param changes any subset of a policy's fields
    /// @throws ProblemException 422 that names every field that is unknown or wrong, as `policy.<field>`
    public static ScanPolicy change(ScanPolicy base, JsonNode changes) {
        if (!changes.isObject()) {
            throw ProblemException.field("policy", "must be an object with some of a policy's fields");
        }
        ObjectNode changed = JSON.valueToTree(base);
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            check(base, field).ifPresent(errors::add);
            changed.set(field.getKey(), field.getValue());
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
        return read(changed).orElseThrow(() -> ProblemException.field("policy", "its fields contradict each other"));
    }

    private static Optional<FieldError> check(ScanPolicy base, Map.Entry<String, JsonNode> change) {
        Optional<PolicyField> field = PolicyField.of(change.getKey());
        if (field.isEmpty()) {
            return Optional.of(new FieldError("policy." + change.getKey(), "is not a field of a policy"));
        }
        ObjectNode alone = JSON.valueToTree(base);
        alone.set(change.getKey(), change.getValue());
        return read(alone).isPresent()
                ? Optional.empty()
                : Optional.of(field.get().wrong());
    }

    private static Optional<ScanPolicy> read(ObjectNode tree) {
        try {
            return Optional.of(JSON.treeToValue(tree, ScanPolicy.class));
        } catch (JsonProcessingException | NullPointerException e) {
            // A list with null in it is refused by the list itself.
            return Optional.empty();
        }
    }

    /// `base` with these fields as they are in `other`; names that no policy knows are left out.
    public static ScanPolicy with(ScanPolicy base, ScanPolicy other, Collection<String> fields) {
        ObjectNode merged = JSON.valueToTree(base);
        ObjectNode from = JSON.valueToTree(other);
        fields.stream().filter(from::has).forEach(field -> merged.set(field, from.get(field)));
        return read(merged).orElseThrow(() -> new IllegalStateException("fields of two policies make none: " + merged));
    }

    /// The names of all fields.
    public static List<String> fields() {
        return Stream.of(PolicyField.values()).map(PolicyField::word).toList();
    }

    /// True for the name of a policy's field.
    public static boolean knows(String field) {
        return PolicyField.of(field).isPresent();
    }

    /// All fields in alphabetical order.
    public static JsonNode tree(ScanPolicy policy) {
        return JSON.valueToTree(policy);
    }

    /// SHA-256 of the policy's JSON with its fields in alphabetical order and without blanks, as 64 hexadecimal digits.
    public static String hash(ScanPolicy policy) {
        try {
            byte[] json = JSON.writeValueAsString(policy).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a policy has a JSON form and Java has SHA-256", e);
        }
    }
}
