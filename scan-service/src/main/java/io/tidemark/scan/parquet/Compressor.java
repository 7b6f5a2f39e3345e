package io.tidemark.scan.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/// zstd for the pages of one thread.
final class Compressor implements AutoCloseable {

    /// As `CompressionCodec` of `parquet.thrift` has it.
    static final int CODEC = 6;

    private final ZstdCompressCtx context = new ZstdCompressCtx();

    Compressor(int level) {
        context.setLevel(level);
        context.setChecksum(false);
        context.setDictID(false);
    }

    /// Appends the compressed bytes.
    void compress(Bytes from, Bytes to) {
        int most = Math.toIntExact(Zstd.compressBound(from.size()));
        to.reserve(most);
        to.advance(context.compressByteArray(to.array(), to.size(), most, from.array(), 0, from.size()));
    }

    @Override
    public void close() {
        context.close();
    }
}
