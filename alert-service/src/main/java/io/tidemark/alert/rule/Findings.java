package io.tidemark.alert.rule;

import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Collects what is wrong with a request instead of stopping at the first field.
public final class Findings {

    private final List<FieldError> errors = new ArrayList<>();

    /// What the reading gives; null, and a finding, when it refuses with an [IllegalArgumentException].
    public <T> @Nullable T check(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException wrong) {
            errors.add(new FieldError(field, String.valueOf(wrong.getMessage())));
            return null;
        }
    }

    /// What the reading makes of each text; those it refuses are findings and left out.
    public <T> List<T> checkAll(String field, List<String> texts, Function<String, T> reading) {
        var values = new ArrayList<T>();
        for (var text : texts) {
            var value = check(field, () -> reading.apply(text));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /// @throws ProblemException 422 with all findings, if there are any
    public void raise() {
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
    }
}
