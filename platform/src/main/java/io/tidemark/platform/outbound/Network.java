package io.tidemark.platform.outbound;

import java.net.InetAddress;
import java.util.Arrays;

/// Addresses that begin alike.
///
/// @param bits how many of the first bits are the same
@SuppressWarnings("ArrayRecordComponent") // none is compared
record Network(byte[] first, int bits) {
    /// @param text such as `10.0.0.0/8`, or a single address
    /// @throws IllegalArgumentException where it is none
    static Network of(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] first = InetAddress.ofLiteral(parts[0]).getAddress();
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : first.length * Byte.SIZE;
        if (bits < 0 || bits > first.length * Byte.SIZE) {
            throw new IllegalArgumentException("platform.outbound.allow has networks such as 10.0.0.0/8, not " + text);
        }
        return new Network(first, bits);
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != first.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = Byte.SIZE - bits % Byte.SIZE;
        return Arrays.equals(first, 0, whole, other, 0, whole)
                && (rest == Byte.SIZE || (first[whole] & 0xff) >> rest == (other[whole] & 0xff) >> rest);
    }

    @Override
    public String toString() {
        return bits + " bits of " + Arrays.toString(first);
    }
}
