package io.tidemark.auth.credential;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretBoxTest {
    private static final String MASTER = "0123456789abcdef0123456789abcdef";

    private final SecretBox box = new SecretBox(MASTER);

    @Test
    void whatWasSealedIsOpenedByTheSameKeyOnly() {
        byte[] sealed = box.seal("a secret, grüße", "key 1");

        assertThat(new SecretBox(MASTER).open(sealed, "key 1")).isEqualTo("a secret, grüße");
        assertThatThrownBy(() -> new SecretBox("another key that nobody can guess").open(sealed, "key 1"))
                .isInstanceOf(SecretBox.WrongKey.class)
                .hasMessage("the master key does not open key 1");
    }

    @Test
    void oneSecretCannotBePutInAnothersPlace() {
        byte[] sealed = box.seal("a secret", "key 1");

        assertThatThrownBy(() -> box.open(sealed, "key 2")).isInstanceOf(SecretBox.WrongKey.class);
    }

    @Test
    void everyChangedBitAndEveryCutIsNoticed() {
        byte[] sealed = box.seal("a secret", "key 1");

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> box.open(changed, "key 1")).isInstanceOf(SecretBox.WrongKey.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> box.open(cut, "key 1")).isInstanceOf(SecretBox.WrongKey.class);
        }
    }

    @Test
    void theSameSecretIsSealedDifferentlyEachTimeAndNeverShowsThrough() {
        byte[] first = box.seal("a secret", "key 1");
        byte[] second = box.seal("a secret", "key 1");

        assertThat(first).isNotEqualTo(second);
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }

    @Test
    void aMasterKeyThatCanBeGuessedIsRefused() {
        assertThatThrownBy(() -> new SecretBox("x".repeat(31))).hasMessageContaining("at least 32 characters");
    }
}
