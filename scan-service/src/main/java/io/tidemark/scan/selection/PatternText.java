package io.tidemark.scan.selection;

/// Writes a gitignore pattern in the form that the library reads as git does. It would trim a blank before a slash at
/// the end, and takes `***` for a name of its own; both are rare, and git's rules for them are plain.
final class PatternText {

    private final String pattern;
    private final StringBuilder canonical = new StringBuilder();
    private int at;
    private boolean closed = true;

    private PatternText(String pattern) {
        this.pattern = pattern;
    }

    /// The same pattern: blanks at the end are dropped unless escaped, others escaped; more than one `*` is `**` where
    /// it is a whole component, and `*` elsewhere.
    static String canonical(String pattern) {
        return new PatternText(withoutBlanksAtTheEnd(pattern)).rewritten();
    }

    /// False where a `[` has no `]`.
    static boolean isClosed(String pattern) {
        PatternText text = new PatternText(pattern);
        text.rewritten();
        return text.closed;
    }

    private static String withoutBlanksAtTheEnd(String pattern) {
        int end = pattern.length();
        while (end > 0 && pattern.charAt(end - 1) == ' ' && !isEscaped(pattern, end - 1)) {
            end--;
        }
        return pattern.substring(0, end);
    }

    private static boolean isEscaped(String pattern, int at) {
        int backslashes = 0;
        while (backslashes < at && pattern.charAt(at - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private String rewritten() {
        while (at < pattern.length()) {
            switch (pattern.charAt(at)) {
                case '\\' -> copy(Math.min(2, pattern.length() - at));
                case '[' -> bracket();
                case '*' -> stars();
                case ' ' -> blank();
                default -> copy(1);
            }
        }
        return canonical.toString();
    }

    private void copy(int length) {
        canonical.append(pattern, at, at + length);
        at += length;
    }

    private void bracket() {
        int length = bracketLength();
        closed &= length > 0;
        copy(Math.max(1, length));
    }

    private void blank() {
        canonical.append("\\ ");
        at++;
    }

    private void stars() {
        boolean first = canonical.isEmpty()
                || canonical.charAt(canonical.length() - 1) == '/'
                || canonical.toString().equals("!");
        int from = at;
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        boolean last = at == pattern.length() || pattern.charAt(at) == '/';
        canonical.append(at - from > 1 && first && last ? "**" : "*");
    }

    /// Characters from `[` to the `]` that ends it; 0 where nothing does. A `]` that comes first stands for itself.
    private int bracketLength() {
        int i = at + 1;
        if (i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^')) {
            i++;
        }
        int first = i;
        while (i < pattern.length() && (pattern.charAt(i) != ']' || i == first)) {
            i += pattern.charAt(i) == '\\' ? 2 : pattern.startsWith("[:", i) ? classLength(i) : 1;
        }
        return i < pattern.length() ? i + 1 - at : 0;
    }

    private int classLength(int from) {
        int end = pattern.indexOf(":]", from);
        return end < 0 ? 1 : end + 2 - from;
    }
}
