package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.DirectoryRecords;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// The names of one directory, sorted by their bytes. They lie outside the heap, one after the other, each ended by
/// NUL and filled up with zeros to a multiple of eight bytes: the kernel takes them as they are, and comparing two
/// names is comparing words. Two million names cost some 100 MB here and 8 MB on the heap, for as long as that
/// directory is read.
final class NameTable implements AutoCloseable {

    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int KEPT_CHUNKS = 4;
    private static final int KEPT_NAMES = 1 << 16;
    private static final int RUN = 12;
    private static final ValueLayout.OfLong WORD = JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private final List<Arena> arenas = new ArrayList<>();
    private final List<MemorySegment> chunks = new ArrayList<>();
    private int[] entries = new int[1024];
    private int[] merge = new int[1024];
    private int count;
    private long end;

    /// Forgets all names, and gives back what only an unusually large directory needed.
    void clear() {
        count = 0;
        end = 0;
        while (chunks.size() > KEPT_CHUNKS) {
            chunks.removeLast();
            arenas.removeLast().close();
        }
        if (entries.length > KEPT_NAMES) {
            entries = new int[1024];
            merge = new int[1024];
        }
    }

    /// Adds a name of `length` bytes that starts at `offset` of `buffer`.
    void add(MemorySegment buffer, long offset, int length, DirectoryRecords.Kind kind) {
        int padded = (length + 8) & -8;
        if ((end & (CHUNK - 1)) + padded > CHUNK) {
            end = (end | (CHUNK - 1)) + 1;
        }
        MemorySegment chunk = chunkFor(end);
        long at = end & (CHUNK - 1);
        chunk.set(JAVA_LONG, at + padded - 8, 0);
        MemorySegment.copy(buffer, offset, chunk, at, length);
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, count * 2);
        }
        entries[count++] = (int) (end >>> 3) << 2 | kind.code();
        end += padded;
    }

    private MemorySegment chunkFor(long position) {
        int index = (int) (position >>> CHUNK_BITS);
        if (index == chunks.size()) {
            Arena arena = Arena.ofConfined();
            arenas.add(arena);
            chunks.add(arena.allocate(CHUNK, 8));
        }
        return chunks.get(index);
    }

    int count() {
        return count;
    }

    DirectoryRecords.Kind kind(int index) {
        return DirectoryRecords.Kind.of(entries[index] & 3);
    }

    /// The name ended by NUL, for a system call.
    MemorySegment pointer(int index) {
        long position = position(entries[index]);
        return chunks.get((int) (position >>> CHUNK_BITS)).asSlice(position & (CHUNK - 1));
    }

    /// A copy of the name without NUL.
    byte[] bytes(int index) {
        long position = position(entries[index]);
        MemorySegment chunk = chunks.get((int) (position >>> CHUNK_BITS));
        long at = position & (CHUNK - 1);
        long nul = at;
        while (chunk.get(JAVA_BYTE, nul) != 0) {
            nul++;
        }
        byte[] name = new byte[(int) (nul - at)];
        MemorySegment.copy(chunk, JAVA_BYTE, at, name, 0, name.length);
        return name;
    }

    /// Sorts by bytes, unsigned: the order of `LC_ALL=C sort`.
    void sort() {
        if (merge.length < count) {
            merge = new int[entries.length];
        }
        sort(0, count);
    }

    private void sort(int from, int to) {
        if (to - from <= RUN) {
            insertionSort(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (compare(entries[middle - 1], entries[middle]) > 0) {
            merge(from, middle, to);
        }
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moving = entries[i];
            int j = i - 1;
            while (j >= from && compare(entries[j], moving) > 0) {
                entries[j + 1] = entries[j];
                j--;
            }
            entries[j + 1] = moving;
        }
    }

    private void merge(int from, int middle, int to) {
        System.arraycopy(entries, from, merge, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle && right < to) {
            entries[out++] = compare(merge[left], entries[right]) <= 0 ? merge[left++] : entries[right++];
        }
        System.arraycopy(merge, left, entries, out, middle - left);
    }

    private int compare(int a, int b) {
        long positionA = position(a);
        long positionB = position(b);
        MemorySegment chunkA = chunks.get((int) (positionA >>> CHUNK_BITS));
        MemorySegment chunkB = chunks.get((int) (positionB >>> CHUNK_BITS));
        long atA = positionA & (CHUNK - 1);
        long atB = positionB & (CHUNK - 1);
        while (true) {
            long wordA = chunkA.get(WORD, atA);
            long wordB = chunkB.get(WORD, atB);
            // Names of one directory differ, so two equal words never hold the end.
            if (wordA != wordB || (wordA & 0xFF) == 0) {
                return Long.compareUnsigned(wordA, wordB);
            }
            atA += 8;
            atB += 8;
        }
    }

    private static long position(int entry) {
        return (long) (entry >>> 2) << 3;
    }

    @Override
    public void close() {
        chunks.clear();
        arenas.forEach(Arena::close);
        arenas.clear();
    }
}
