package io.tidemark.alert.rule;

/// A name, or a glob over names: `*` stands for any run of characters (slashes too), `?` for one. Matching takes at
/// most pattern length times name length steps, whatever the pattern.
public record NamePattern(String text) {

    public static final NamePattern ANY = new NamePattern("*");

    private static final int LONGEST = 1024;

    public NamePattern {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("must have 1 to %d characters".formatted(LONGEST));
        }
    }

    public boolean matches(String name) {
        int at = 0;
        int place = 0;
        int star = -1;
        int resume = 0;
        while (place < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = place;
            } else if (at < text.length() && fits(text.charAt(at), name.charAt(place))) {
                at++;
                place++;
            } else if (star >= 0) {
                at = star + 1;
                place = ++resume;
            } else {
                return false;
            }
        }
        return onlyStars(at);
    }

    private static boolean fits(char wanted, char found) {
        return wanted == '?' || wanted == found;
    }

    private boolean onlyStars(int from) {
        return text.chars().skip(from).allMatch(character -> character == '*');
    }
}
