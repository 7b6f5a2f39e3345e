package io.tidemark.scan.walk;

import java.util.Locale;

/// What an entry is, from the type bits of its mode.
public enum EntryType {
    FILE(1),
    SYMLINK(2),
    FIFO(3),
    SOCKET(4),
    CHAR(5),
    BLOCK(6);

    private static final int S_IFMT = 0xF000;

    private final byte code;

    EntryType(int code) {
        this.code = (byte) code;
    }

    /// From 1, in the order of declaration.
    public byte code() {
        return code;
    }

    /// Bits of no known type (which no Linux filesystem shows) count as a file.
    static EntryType of(int mode) {
        return switch (mode & S_IFMT) {
            case 0xA000 -> SYMLINK;
            case 0x1000 -> FIFO;
            case 0xC000 -> SOCKET;
            case 0x2000 -> CHAR;
            case 0x6000 -> BLOCK;
            default -> FILE;
        };
    }

    /// The word that stands in a snapshot.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
