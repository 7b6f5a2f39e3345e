package io.tidemark.scan.walk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Failures of one walk by kind, with examples. Safe for several threads.
final class ErrorLog {

    /// Characters of a path in an example: deeply nested ones must not fill a manifest.
    private static final int MAX_PATH = 4096;

    private final Map<String, Bucket> buckets = new TreeMap<>();

    synchronized void add(String kind, byte[] path, String message) {
        Bucket bucket = buckets.computeIfAbsent(kind, k -> new Bucket());
        bucket.count++;
        if (bucket.examples.size() < ErrorKind.MAX_EXAMPLES) {
            bucket.examples.add(new ErrorKind.Example(shortened(path), message));
        }
    }

    synchronized void write(DataOutput out) throws IOException {
        out.writeInt(buckets.size());
        for (Map.Entry<String, Bucket> bucket : buckets.entrySet()) {
            out.writeUTF(bucket.getKey());
            bucket.getValue().write(out);
        }
    }

    /// Takes on what {@link #write} wrote.
    synchronized void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            buckets.put(in.readUTF(), Bucket.read(in));
        }
    }

    private static String shortened(byte[] path) {
        String text = new String(path, StandardCharsets.UTF_8);
        return text.length() <= MAX_PATH ? text : text.substring(0, MAX_PATH - 1) + "…";
    }

    /// By kind, in alphabetical order.
    synchronized List<ErrorKind> kinds() {
        return buckets.entrySet().stream()
                .map(b -> new ErrorKind(b.getKey(), b.getValue().count, b.getValue().examples))
                .toList();
    }

    private static final class Bucket {
        private long count;
        private final List<ErrorKind.Example> examples = new ArrayList<>();

        void write(DataOutput out) throws IOException {
            out.writeLong(count);
            out.writeInt(examples.size());
            for (ErrorKind.Example example : examples) {
                out.writeUTF(example.path());
                out.writeUTF(example.message());
            }
        }

        static Bucket read(DataInput in) throws IOException {
            Bucket bucket = new Bucket();
            bucket.count = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                bucket.examples.add(new ErrorKind.Example(in.readUTF(), in.readUTF()));
            }
            return bucket;
        }
    }
}
