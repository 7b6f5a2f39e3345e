package io.tidemark.history.ingest;

import java.io.IOException;
import java.io.InputStream;

/// Gives some bytes, then fails as a connection does.
final class BrokenStream extends InputStream {

    private int left;

    BrokenStream(int bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            throw new IOException("connection reset");
        }
        int given = Math.min(left, length);
        left -= given;
        return given;
    }
}
