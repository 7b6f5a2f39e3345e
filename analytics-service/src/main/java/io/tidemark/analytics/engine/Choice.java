package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemException;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What callers choose by a word: the constants of an enum, in lower case, with dashes.
public final class Choice {
    private Choice() {}

    /// The word for a constant.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The constant that a word stands for.
    ///
    /// @param field the parameter that has the word, for the error
    /// @throws ProblemException 422 where it stands for none, with all that there are
    public static <E extends Enum<E>> E of(Class<E> constants, String field, String word) {
        E[] all = constants.getEnumConstants();
        return Arrays.stream(all)
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(
                        field,
                        "must be one of " + Arrays.stream(all).map(Choice::word).collect(Collectors.joining(", "))
                                + ", not '" + word + "'"));
    }
}
