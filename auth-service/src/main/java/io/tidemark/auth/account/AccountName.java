package io.tidemark.auth.account;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an account. A local one is 1 to 63 of `a-z 0-9 . _ -`, a letter first; behind that it may
/// have an `@` and the tenant it belongs to. Those of people whom somebody else knows begin with who that
/// is and a colon, which no local name has, and may be in any alphabet: `oidc:alice`, `ldap:müller`.
public record AccountName(String value) {
    private static final Pattern LOCAL = Pattern.compile("[a-z][a-z0-9._-]{0,62}(@[a-z][a-z0-9-]{0,30})?");
    private static final Pattern OUTSIDE = Pattern.compile("(oidc|ldap):(.+)");

    /// `scan@acme` is the agent of the server `acme`, and nobody's account.
    private static final String AGENT = "scan@";

    public AccountName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "must be 1 to 63 lower case letters, digits, dots, dashes or underscores, a letter first");
        }
    }

    /// Who knows the person.
    public enum Source {
        LOCAL,
        /// An OpenID Connect provider.
        OIDC,
        /// A directory.
        LDAP;

        /// What names of its people begin with.
        public String prefix() {
            return name().toLowerCase(Locale.ROOT) + ":";
        }
    }

    /// What somebody types at sign-in, as the name would be: directories do not tell capital letters from small
    /// ones, nor a letter with its mark from the two. It may be no name at all.
    public static String typed(String text) {
        return text.startsWith(Source.LDAP.prefix()) ? Spelling.canonical(text) : text;
    }

    /// @param rest what stands behind the colon
    public static AccountName outside(Source source, String rest) {
        return new AccountName(source.prefix() + rest);
    }

    public static boolean isValid(String text) {
        Matcher outside = OUTSIDE.matcher(text);
        return isLocal(text) || (outside.matches() && Spelling.isName(outside.group(2)));
    }

    /// Whether an account may be made here with this name.
    public static boolean isLocal(String text) {
        return LOCAL.matcher(text).matches() && !text.startsWith(AGENT);
    }

    public boolean isLocal() {
        return source() == Source.LOCAL;
    }

    public Source source() {
        if (value.startsWith(Source.OIDC.prefix())) {
            return Source.OIDC;
        }
        return value.startsWith(Source.LDAP.prefix()) ? Source.LDAP : Source.LOCAL;
    }

    /// What stands behind the colon; all of a local name.
    public String rest() {
        return value.substring(value.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
