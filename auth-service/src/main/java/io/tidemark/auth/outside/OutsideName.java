package io.tidemark.auth.outside;

import io.tidemark.auth.account.AccountName;

import java.util.Locale;

/// What the account of somebody from outside is called.
final class OutsideName {
    private static final int LONGEST = 40;
    private static final int MARK = 12;

    private OutsideName() {}

    /// The name as it is known there, in what names have here.
    static AccountName plain(OutsidePerson person) {
        return AccountName.outside(person.source(), fitting(person.name()));
    }

    /// The same with a mark of who it is, where somebody else has the plain one.
    static AccountName marked(OutsidePerson person) {
        String mark = Digests.hex(person.issuer() + "\0" + person.subject()).substring(0, MARK);
        return AccountName.outside(person.source(), fitting(person.name()) + "-" + mark);
    }

    private static String fitting(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@-]+", "-").replaceAll("^[._@-]+", "");
        return plain.isEmpty() ? "user" : plain.substring(0, Math.min(plain.length(), LONGEST));
    }
}
