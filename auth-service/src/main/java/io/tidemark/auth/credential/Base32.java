package io.tidemark.auth.credential;

import java.math.BigInteger;

/// Secrets of authenticators in the alphabet they are typed in (RFC 4648 section 6), for lengths that
/// need no padding: multiples of five bytes.
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        if (bytes.length % BITS != 0) {
            throw new IllegalArgumentException("a multiple of five bytes, not " + bytes.length);
        }
        BigInteger number = new BigInteger(1, bytes);
        StringBuilder text = new StringBuilder();
        for (int at = bytes.length * Byte.SIZE - BITS; at >= 0; at -= BITS) {
            text.append(ALPHABET.charAt(number.shiftRight(at).intValue() & (ALPHABET.length() - 1)));
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            number = number.shiftLeft(BITS).or(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
        }
        byte[] bytes = new byte[text.length() * BITS / Byte.SIZE];
        byte[] minimal = number.toByteArray();
        for (int i = 1; i <= Math.min(bytes.length, minimal.length); i++) {
            bytes[bytes.length - i] = minimal[minimal.length - i];
        }
        return bytes;
    }
}
