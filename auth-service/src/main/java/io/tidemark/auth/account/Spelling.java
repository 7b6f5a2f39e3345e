package io.tidemark.auth.account;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How names of people whom somebody else knows are spelt here, in whatever alphabet.
public final class Spelling {
    /// Letters, marks on them, digits.
    private static final Pattern FORM =
            Pattern.compile("[\\p{Ll}\\p{Lm}\\p{Lo}0-9][\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}0-9._@-]{0,57}");

    /// Fillers, joiners and selectors of variants, which count as letters and marks: names could differ that look the
    /// same.
    private static final String INVISIBLE =
            "\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}";

    private static final Pattern UNSEEN = Pattern.compile("[" + INVISIBLE + "\\p{Cf}]");
    private static final Pattern UNFIT = Pattern.compile("[^\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}0-9._@-]+");
    private static final Pattern NO_BEGINNING = Pattern.compile("^[._@\\p{M}-]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /// Letters of other alphabets that look like small Latin ones, after Unicode's table of confusables (UTS 39).
    private static final String LIKE_LATIN =
            "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u043e\u0440\u051b\u0455\u051d\u0445\u0443\u04cf\u04af"
                    + "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03c7\u03b3" + "\u0585\u057d\u0570\u0578\u0581\u0566";

    /// Letters that some directories take for others, though no mark can be taken off them.
    private static final Map<Integer, String> ROUGH = Map.of(
            (int) '\u00df',
            "ss",
            (int) '\u00e6',
            "ae",
            (int) '\u0153',
            "oe",
            (int) '\u00f8',
            "o",
            (int) '\u0142',
            "l",
            (int) '\u0111',
            "d",
            (int) '\u00f0',
            "d",
            (int) '\u00fe',
            "th",
            (int) '\u0131',
            "i",
            (int) '\u03c2',
            "\u03c3");

    private Spelling() {}

    /// One spelling for what differs in composition, width or case only (Unicode's NFKC, small letters).
    public static String canonical(String name) {
        return nfkc(nfkc(name).toLowerCase(Locale.ROOT));
    }

    /// Whether a name can be one: canonical, 1 to 58 letters, digits, dots, dashes, underscores or `@`, a letter or
    /// digit first.
    public static boolean isName(String name) {
        return FORM.matcher(name).matches()
                && canonical(name).equals(name)
                && !UNSEEN.matcher(name).find();
    }

    /// The same name as far as it can be one, at most so long; never empty.
    public static String fitting(String name, int longest) {
        String seen = UNSEEN.matcher(canonical(name)).replaceAll("");
        String plain = NO_BEGINNING.matcher(UNFIT.matcher(seen).replaceAll("-")).replaceAll("");
        String cut = plain.codePoints()
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cut.isEmpty() ? "user" : nfkc(cut);
    }

    /// What several names have in common that one directory or another takes for the same: without accents too. It is
    /// nobody's name, and only good for counting attempts by.
    public static String rough(String name) {
        String bare =
                MARKS.matcher(Normalizer.normalize(canonical(name), Form.NFKD)).replaceAll("");
        return bare.codePoints()
                .mapToObj(letter -> ROUGH.getOrDefault(letter, Character.toString(letter)))
                .collect(Collectors.joining());
    }

    /// Whether a name could be taken for another in other letters: it mixes alphabets, or all of its letters look like
    /// Latin ones.
    public static boolean isDeceptive(String name) {
        Set<UnicodeScript> alphabets = name.codePoints()
                .filter(Character::isLetter)
                .mapToObj(Spelling::alphabet)
                .filter(alphabet -> alphabet != UnicodeScript.COMMON && alphabet != UnicodeScript.INHERITED)
                .collect(Collectors.toSet());
        boolean mixed = alphabets.size() > 1 && !alphabets.equals(Set.of(UnicodeScript.LATIN, UnicodeScript.HAN));
        boolean foreign = alphabets.size() == 1 && !alphabets.contains(UnicodeScript.LATIN);
        return mixed || (foreign && looksLatin(name));
    }

    private static boolean looksLatin(String name) {
        return name.codePoints().filter(Character::isLetter).allMatch(letter -> LIKE_LATIN.indexOf(letter) >= 0);
    }

    /// What is written together counts as one: Chinese signs with the letters of Japan and Korea.
    private static UnicodeScript alphabet(int letter) {
        UnicodeScript script = UnicodeScript.of(letter);
        return switch (script) {
            case HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> UnicodeScript.HAN;
            default -> script;
        };
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Form.NFKC);
    }
}
