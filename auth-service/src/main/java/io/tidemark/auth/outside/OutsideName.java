package io.tidemark.auth.outside;

import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Spelling;

/// What the account of somebody from outside is called.
final class OutsideName {
    private static final int LONGEST = 40;
    private static final int MARK = 12;

    private OutsideName() {}

    /// The name as it is known there, in what names have here. One that could be taken for another is marked from the
    /// beginning.
    static AccountName plain(OutsidePerson person) {
        String name = fitting(person);
        return Spelling.isDeceptive(name) ? marked(person) : AccountName.outside(person.source(), name);
    }

    /// The same with a mark of who it is, where somebody else has the plain one.
    static AccountName marked(OutsidePerson person) {
        String mark = Digests.hex(person.issuer() + "\0" + person.subject()).substring(0, MARK);
        return AccountName.outside(person.source(), fitting(person) + "-" + mark);
    }

    private static String fitting(OutsidePerson person) {
        return Spelling.fitting(person.name(), LONGEST);
    }
}
