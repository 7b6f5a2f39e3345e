package io.tidemark.scan.identity;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTextTest {

    @Test
    void hasTheFormAndTheChecksumThatAuthServiceAsksFor() {
        for (int i = 0; i < 1000; i++) {
            String text = KeyText.create();

            assertThat(text).matches("tdk_[0-9A-Za-z]{50}");
            assertThat(number(text.substring(48))).isEqualTo(crc(text.substring(0, 48)));
        }
    }

    private static long number(String digits) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        return digits.chars().mapToLong(alphabet::indexOf).reduce(0, (sum, digit) -> 62 * sum + digit);
    }

    private static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
