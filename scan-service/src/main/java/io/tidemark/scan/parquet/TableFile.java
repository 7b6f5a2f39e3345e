package io.tidemark.scan.parquet;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// One Parquet file that is being written: the magic number, row groups, and at last the footer. Safe for several
/// threads.
final class TableFile implements AutoCloseable {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final String CREATED_BY = "tidemark-scan version 1.0.0";
    private static final int VERSION = 2;
    private static final int WRITE_BYTES = 256 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final NavigableMap<Long, byte[]> rowGroups = new TreeMap<>();
    private long end = MAGIC.length;
    private long rows;

    private TableFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// @throws IOException when it cannot be made, or is there already
    static TableFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        TableFile file = new TableFile(path, channel);
        try {
            file.writeFully(MAGIC, MAGIC.length, 0);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return file;
    }

    /// Goes on with a file from where {@link #save} said it was; what was written after that is cut off.
    ///
    /// @throws IOException when the file is not there, or is shorter
    static TableFile resume(Path path, DataInput saved) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        TableFile file = new TableFile(path, channel);
        try {
            file.load(saved);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return file;
    }

    private synchronized void load(DataInput saved) throws IOException {
        end = saved.readLong();
        rows = saved.readLong();
        for (int left = saved.readInt(); left > 0; left--) {
            long position = saved.readLong();
            byte[] description = new byte[saved.readInt()];
            saved.readFully(description);
            rowGroups.put(position, description);
        }
        if (channel.size() < end) {
            throw new EOFException(path + " lost its end");
        }
        channel.truncate(end);
    }

    /// Makes durable what was written and says how far it goes. No row group may be under way.
    synchronized void save(DataOutput out) throws IOException {
        channel.force(true);
        out.writeLong(end);
        out.writeLong(rows);
        out.writeInt(rowGroups.size());
        for (Map.Entry<Long, byte[]> rowGroup : rowGroups.entrySet()) {
            out.writeLong(rowGroup.getKey());
            out.writeInt(rowGroup.getValue().length);
            out.write(rowGroup.getValue());
        }
    }

    Path path() {
        return path;
    }

    synchronized long rows() {
        return rows;
    }

    synchronized boolean isEmpty() {
        return end == MAGIC.length;
    }

    synchronized long end() {
        return end;
    }

    /// Gives the caller room of its own; answers where it begins.
    synchronized long reserve(int bytes) {
        long position = end;
        end += bytes;
        return position;
    }

    void write(Bytes bytes, long position) throws IOException {
        writeFully(bytes.array(), bytes.size(), position);
    }

    /// In portions: the platform copies each outside the heap, and keeps that room for the thread.
    private void writeFully(byte[] bytes, int length, long position) throws IOException {
        int done = 0;
        while (done < length) {
            ByteBuffer portion = ByteBuffer.wrap(bytes, done, Math.min(WRITE_BYTES, length - done));
            done += channel.write(portion, position + done);
        }
    }

    /// Takes up what the footer will say about a row group whose bytes are written.
    synchronized void add(long position, int rowGroupRows, byte[] description) {
        rowGroups.put(position, description);
        rows += rowGroupRows;
    }

    /// Writes the footer and makes the whole durable.
    synchronized void finish(List<Column> columns) throws IOException {
        Bytes footer = new Bytes();
        Thrift metadata = new Thrift(footer).number(1, VERSION);
        schema(columns, metadata);
        metadata.number(3, rows).structs(4, rowGroups.size());
        rowGroups.values().forEach(metadata::ready);
        metadata.text(6, CREATED_BY).structs(7, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            metadata.open().struct(1).close().close();
        }
        metadata.close();
        footer.putInt(footer.size());
        footer.put(MAGIC, 0, MAGIC.length);
        write(footer, end);
        channel.force(true);
    }

    private static void schema(List<Column> columns, Thrift metadata) {
        metadata.structs(2, columns.size() + 1);
        metadata.open().text(4, "schema").number(5, columns.size()).close();
        int fieldId = 0;
        for (Column column : columns) {
            metadata.open()
                    .number(1, column.type().physical())
                    .number(3, column.nullable() ? 1 : 0)
                    .text(4, column.name());
            column.type().describe(metadata, ++fieldId);
            metadata.close();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
