package io.tidemark.scan.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that are written one after the other, numbers with the lowest byte first. Grows as needed; cleared, it keeps
/// its room.
final class Bytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] array = new byte[256];
    private int size;

    /// Read only the first {@link #size()}; another array after anything was added.
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /// Makes room for `more` bytes to come, so that the array can be written from outside up to there.
    ///
    /// @throws OutOfMemoryError where no array is that large
    void reserve(int more) {
        if (array.length - size < more) {
            long wanted = Math.max((long) size + more, Math.min(2L * array.length, Integer.MAX_VALUE - 8));
            array = Arrays.copyOf(array, Math.toIntExact(wanted));
        }
    }

    /// Takes over what was written into the reserved room.
    void advance(int bytes) {
        size += bytes;
    }

    void put(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(array, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(array, size, value);
        size += Long.BYTES;
    }

    void put(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, array, size, length);
        size += length;
    }

    void put(Bytes other) {
        put(other.array, 0, other.size);
    }

    void set(int position, int value) {
        array[position] = (byte) value;
    }

    int intAt(int position) {
        return (int) INT.get(array, position);
    }

    /// Seven bits in each byte, lowest first (ULEB128).
    void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
    }

    /// A signed number as a {@link #putVarint varint} that is short where the number is near zero.
    void putZigZag(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    byte[] copy() {
        return Arrays.copyOf(array, size);
    }
}
