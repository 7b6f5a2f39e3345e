package io.tidemark.history.inventory;

import io.tidemark.platform.problem.ProblemException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that ends with a refusal where it has too many bytes.
final class Bounded extends FilterInputStream {

    private final long most;
    private long seen;

    Bounded(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int n = super.read(buffer, from, length);
        count(Math.max(0, n));
        return n;
    }

    private void count(int bytes) {
        seen += bytes;
        if (seen > most) {
            throw new ProblemException(
                    InventoryProblem.INVENTORY_TOO_LARGE, "The inventory has more than " + most + " bytes, unpacked");
        }
    }
}
