package io.tidemark.scan.parquet;

import java.nio.charset.StandardCharsets;

/// Writes structures in Thrift's compact protocol, as Parquet's headers and footer are. Fields are given in the order
/// of their numbers.
final class Thrift {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;

    private final Bytes out;
    private final int[] above = new int[16];
    private int level;
    private int field;

    Thrift(Bytes out) {
        this.out = out;
    }

    private void header(int id, int type) {
        int step = id - field;
        if (step > 0 && step <= 15) {
            out.put(step << 4 | type);
        } else {
            out.put(type);
            out.putZigZag(id);
        }
        field = id;
    }

    Thrift number(int id, int value) {
        header(id, I32);
        out.putZigZag(value);
        return this;
    }

    Thrift number(int id, long value) {
        header(id, I64);
        out.putZigZag(value);
        return this;
    }

    Thrift flag(int id, boolean value) {
        header(id, value ? TRUE : FALSE);
        return this;
    }

    Thrift binary(int id, byte[] value) {
        header(id, BINARY);
        return element(value);
    }

    Thrift text(int id, String value) {
        return binary(id, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Begins a structure that is a field of this one, or (with {@link #open}) an element of a list.
    Thrift struct(int id) {
        header(id, STRUCT);
        return open();
    }

    Thrift open() {
        above[level++] = field;
        field = 0;
        return this;
    }

    /// Ends a structure that was begun, or the outermost one.
    Thrift close() {
        out.put(0);
        if (level > 0) {
            field = above[--level];
        }
        return this;
    }

    /// Begins a list of structures; each follows as {@link #open} ... {@link #close}, or ready made.
    Thrift structs(int id, int size) {
        return list(id, size, STRUCT);
    }

    /// Begins a list of 32-bit numbers; each follows as {@link #element(int)}.
    Thrift numbers(int id, int size) {
        return list(id, size, I32);
    }

    /// Begins a list of byte strings; each follows as {@link #element(byte[])}.
    Thrift binaries(int id, int size) {
        return list(id, size, BINARY);
    }

    private Thrift list(int id, int size, int type) {
        header(id, LIST);
        if (size < LONG_LIST) {
            out.put(size << 4 | type);
        } else {
            out.put(LONG_LIST << 4 | type);
            out.putVarint(size);
        }
        return this;
    }

    Thrift element(int value) {
        out.putZigZag(value);
        return this;
    }

    Thrift element(byte[] value) {
        out.putVarint(value.length);
        out.put(value, 0, value.length);
        return this;
    }

    /// Adds structures that were written before.
    Thrift ready(byte[] structures) {
        out.put(structures, 0, structures.length);
        return this;
    }
}
