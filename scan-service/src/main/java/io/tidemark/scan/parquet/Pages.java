package io.tidemark.scan.parquet;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The pages of one row group as they will stand in the file, column after column, and what the footer has to say
/// about them. Serves one thread; its room is reused for each row group.
final class Pages implements AutoCloseable {

    private static final int DICTIONARY_PAGE = 2;
    private static final int DATA_PAGE_V2 = 3;
    /// Fewer bytes are not worth a frame.
    private static final int INCOMPRESSIBLE = 32;

    /// For the columns: what they encode into before it becomes a page.
    final Bytes values = new Bytes();

    final Deltas deltas = new Deltas();
    final LongDictionary dictionary = new LongDictionary();
    final Longs longs = new Longs();

    private final Bytes out = new Bytes();
    private final Bytes compressed = new Bytes();
    private final Bytes levels = new Bytes();
    private final List<Chunk> chunks = new ArrayList<>();
    private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    private final Compressor compressor;
    private int chunkStart;
    private int dataStart;
    private long uncompressed;

    Pages(int level) {
        this.compressor = new Compressor(level);
    }

    /// One column of the row group; positions count from the row group's first byte.
    private record Chunk(
            Column column,
            Set<Encoding> encodings,
            int rows,
            int nulls,
            int start,
            int dataStart,
            int end,
            long uncompressed,
            @Nullable Range range) {}

    Bytes out() {
        return out;
    }

    void clear() {
        out.clear();
        chunks.clear();
        uncompressed = 0;
        chunkStart = 0;
    }

    /// Appends the values that a data page of the same column will refer to, written plainly.
    void dictionaryPage(int count, Bytes plain) {
        compressed.clear();
        compressor.compress(plain, compressed);
        int start = out.size();
        new Thrift(out)
                .number(1, DICTIONARY_PAGE)
                .number(2, plain.size())
                .number(3, compressed.size())
                .struct(7)
                .number(1, count)
                .number(2, Encoding.PLAIN.number())
                .close()
                .close();
        uncompressed += out.size() - start + plain.size();
        out.put(compressed);
        encodings.add(Encoding.PLAIN);
    }

    /// Appends the column's only data page, whose values are in {@link #values}, and ends the column.
    ///
    /// @param range null where no row has a value
    void dataPage(ColumnBuffer buffer, Encoding encoding, @Nullable Range range) {
        levels.clear();
        buffer.encodeLevels(levels);
        compressed.clear();
        compressor.compress(values, compressed);
        boolean smaller = values.size() > INCOMPRESSIBLE && compressed.size() < values.size();
        Bytes body = smaller ? compressed : values;
        dataStart = out.size();
        new Thrift(out)
                .number(1, DATA_PAGE_V2)
                .number(2, levels.size() + values.size())
                .number(3, levels.size() + body.size())
                .struct(8)
                .number(1, buffer.rows())
                .number(2, buffer.nulls())
                .number(3, buffer.rows())
                .number(4, encoding.number())
                .number(5, levels.size())
                .number(6, 0)
                .flag(7, smaller)
                .close()
                .close();
        uncompressed += out.size() - dataStart + levels.size() + values.size();
        out.put(levels);
        out.put(body);
        values.clear();
        encodings.add(encoding);
        encodings.add(Encoding.RLE);
        endChunk(buffer, range);
    }

    private void endChunk(ColumnBuffer buffer, @Nullable Range range) {
        chunks.add(new Chunk(
                buffer.column(),
                EnumSet.copyOf(encodings),
                buffer.rows(),
                buffer.nulls(),
                chunkStart,
                dataStart,
                out.size(),
                uncompressed,
                range));
        encodings.clear();
        uncompressed = 0;
        chunkStart = out.size();
    }

    /// The `RowGroup` of the footer for pages that begin at this position of the file.
    byte[] describe(long position, int rows) {
        Bytes footer = new Bytes();
        Thrift group = new Thrift(footer).structs(1, chunks.size());
        long all = 0;
        for (Chunk chunk : chunks) {
            describe(chunk, position, group);
            all += chunk.uncompressed();
        }
        group.number(2, all)
                .number(3, (long) rows)
                .number(5, position)
                .number(6, (long) out.size())
                .close();
        return footer.copy();
    }

    private static void describe(Chunk chunk, long position, Thrift group) {
        group.open().number(2, position + chunk.start()).struct(3);
        group.number(1, chunk.column().type().physical())
                .numbers(2, chunk.encodings().size());
        chunk.encodings().forEach(encoding -> group.element(encoding.number()));
        group.binaries(3, 1)
                .element(chunk.column().name().getBytes(StandardCharsets.UTF_8))
                .number(4, Compressor.CODEC)
                .number(5, (long) chunk.rows())
                .number(6, chunk.uncompressed())
                .number(7, (long) chunk.end() - chunk.start())
                .number(9, position + chunk.dataStart());
        if (chunk.dataStart() > chunk.start()) {
            group.number(11, position + chunk.start());
        }
        statistics(chunk, group.struct(12));
        group.close().close().close();
    }

    private static void statistics(Chunk chunk, Thrift statistics) {
        statistics.number(3, (long) chunk.nulls());
        Range range = chunk.range();
        if (range != null) {
            statistics
                    .binary(5, range.greatest())
                    .binary(6, range.least())
                    .flag(7, range.isGreatestExact())
                    .flag(8, range.isLeastExact());
        }
    }

    @Override
    public void close() {
        compressor.close();
    }
}
