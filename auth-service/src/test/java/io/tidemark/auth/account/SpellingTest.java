package io.tidemark.auth.account;

import io.tidemark.auth.account.AccountName.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "Müller, müller",
        "Mu\u0308ller, müller",
        "\uff2d\u00fc\uff4cler, müller",
        "STRA\u1e9eE, straße",
        "Ἀθηνᾶ, ἀθηνᾶ",
        "ИВАНОВ, иванов",
        "\u212alaus, klaus"
    })
    void whatDiffersInCompositionWidthOrCaseOnlyIsOneName(String written, String name) {
        assertThat(Spelling.canonical(written)).isEqualTo(name);
        assertThat(AccountName.isValid("ldap:" + name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"müller", "田中", "иванов", "o.müller-lüdenscheidt@example.org", "אברהם", "ñandú_2", "nguyễn"})
    void namesAreOfAnyAlphabet(String name) {
        assertThat(AccountName.isValid("ldap:" + name)).isTrue();
        assertThat(AccountName.isValid("oidc:" + name)).isTrue();
        assertThat(AccountName.isValid(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".a",
                "a b",
                "a:b",
                "a/b",
                "a*",
                "Ü",
                "mu\u0308ller",
                "a\u0000b",
                "a\nb",
                "a\u2028b",
                "a\u202eb",
                "a\u200bb",
                "a\u034fb",
                "a\ufe0fb",
                "\u0301a",
                "a\ud800b",
                "\u0663",
                "a\u00a0b",
                "💾"
            })
    void controlsBlanksMarksWithoutALetterAndWhatNobodySeesAreInNoName(String text) {
        assertThat(AccountName.isValid("ldap:" + text)).isFalse();
    }

    @Test
    void aNameHasFiftyEightLettersAtMost() {
        assertThat(AccountName.isValid("ldap:" + "ü".repeat(58))).isTrue();
        assertThat(AccountName.isValid("ldap:" + "ü".repeat(59))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "müller, MULLER",
        "müller, mu\u0308ller",
        "müller, mùllér",
        "straße, STRASSE",
        "søren, soren",
        "łukasz, lukasz",
        "νίκος, νικοσ"
    })
    void attemptsAreCountedTogetherWhereADirectoryCouldTakeTheNamesForOne(String one, String other) {
        assertThat(Spelling.rough(one)).isEqualTo(Spelling.rough(other));
    }

    @Test
    void attemptsAtPeopleOfOtherNamesAreCountedApart() {
        assertThat(Spelling.rough("иванов")).isNotEqualTo(Spelling.rough("петров"));
        assertThat(Spelling.rough("田中")).isNotEqualTo(Spelling.rough("中田"));
        assertThat(Spelling.rough("müller")).isNotEqualTo(Spelling.rough("miller"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0430lice", "alic\u0435", "\u0441\u043e\u0440\u0430", "\u03bf\u03bd\u03b1", "bob-\u0431"})
    void mixedAlphabetsAndLettersThatAllLookLatinDeceive(String name) {
        assertThat(Spelling.isDeceptive(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "müller", "иванов", "νίκος", "田中さん", "김민준", "li-李", "a.b_c@d-1", "nguyễn"})
    void namesAsPeopleHaveThemDoNot(String name) {
        assertThat(Spelling.isDeceptive(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Müller, müller",
        "Ada Byron, ada-byron",
        "'<script>', script-",
        "'a\u202eb\u034fc', abc",
        "' .@', user",
        "'💾', user",
        "Παπαδόπουλος, παπαδόπουλος"
    })
    void whateverSomebodyIsCalledElsewhereFits(String there, String here) {
        assertThat(Spelling.fitting(there, 40)).isEqualTo(here);
    }

    @Test
    void everyTextFitsAndStaysAsItIsOnceItDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(60), 0, i % 2 == 0 ? 0x600 : Character.MAX_CODE_POINT)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            String name = Spelling.fitting(text, 40);

            assertThat(AccountName.outside(Source.LDAP, name).rest()).isEqualTo(name);
            assertThat(Spelling.fitting(name, 40)).isEqualTo(name);
        }
    }
}
