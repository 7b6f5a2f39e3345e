package io.tidemark.analytics.engine;

import com.google.errorprone.annotations.CompileTimeConstant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A piece of SQL and what its question marks stand for. The text is put together from constants of this
/// program alone, which the compiler checks; what callers say can only be among the parameters.
public final class Sql {
    public static final Sql NOTHING = new Sql("", List.of());

    private final String text;
    private final List<Object> parameters;

    private Sql(String text, List<Object> parameters) {
        this.text = text;
        this.parameters = List.copyOf(parameters);
    }

    /// @param parameters in the order of the question marks; texts, numbers, lists of texts
    public static Sql of(@CompileTimeConstant String text, Object... parameters) {
        return new Sql(text, Arrays.asList(parameters));
    }

    /// The pieces with a constant between each two.
    public static Sql join(@CompileTimeConstant String between, List<Sql> pieces) {
        StringBuilder text = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        for (Sql piece : pieces) {
            text.append(text.isEmpty() ? "" : between).append(piece.text);
            parameters.addAll(piece.parameters);
        }
        return new Sql(text.toString(), parameters);
    }

    public Sql plus(Sql more) {
        List<Object> both = new ArrayList<>(parameters);
        both.addAll(more.parameters);
        return new Sql(text + more.text, both);
    }

    public Sql plus(@CompileTimeConstant String more, Object... itsParameters) {
        return plus(new Sql(more, Arrays.asList(itsParameters)));
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// Whether a word stands somewhere in the text.
    public boolean mentions(String word) {
        return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
    }

    /// The same text with more parameters behind the present ones.
    public Sql with(Object... more) {
        return plus(new Sql("", Arrays.asList(more)));
    }

    String text() {
        return text;
    }

    List<Object> parameters() {
        return parameters;
    }
}
