package io.tidemark.scan.walk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// Names as text. A name on Linux is any bytes but `/` and NUL; a snapshot's text columns hold valid UTF-8 only.
final class NameText {

    private static final byte[] NONE = new byte[0];
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private NameText() {}

    /// The name itself where it is valid UTF-8 (the very array), else a copy in which each stray byte reads `\xHH`.
    static byte[] readable(byte[] name) {
        return isAscii(name) || isUtf8(name) ? name : escaped(name);
    }

    private static boolean isAscii(byte[] name) {
        int bits = 0;
        for (byte b : name) {
            bits |= b;
        }
        return bits >= 0;
    }

    private static boolean isUtf8(byte[] name) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] escaped(byte[] name) {
        StringBuilder text = new StringBuilder(name.length * 2);
        int at = 0;
        while (at < name.length) {
            int length = sequenceLength(name, at);
            if (length == 0) {
                text.append("\\x").append(HEX.toHexDigits(name[at++]));
            } else {
                text.append(new String(name, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes of the valid UTF-8 sequence that starts at `at`; 0 where none starts.
    private static int sequenceLength(byte[] name, int at) {
        for (int length = 1; length <= 4 && at + length <= name.length; length++) {
            byte[] one = new byte[length];
            System.arraycopy(name, at, one, 0, length);
            if (isUtf8(one)) {
                return length;
            }
        }
        return 0;
    }

    /// What follows the last dot, in lower case; empty where there is no dot, or it is the first or last character.
    static byte[] extension(byte[] readable) {
        int dot = readable.length - 1;
        while (dot > 0 && readable[dot] != '.') {
            dot--;
        }
        int length = readable.length - dot - 1;
        if (dot <= 0 || length == 0) {
            return NONE;
        }
        byte[] extension = new byte[length];
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            byte b = readable[dot + 1 + i];
            ascii &= b >= 0;
            extension[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        return ascii ? extension : lowerCase(extension);
    }

    private static byte[] lowerCase(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
