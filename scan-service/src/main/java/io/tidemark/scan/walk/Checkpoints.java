package io.tidemark.scan.walk;

import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongSupplier;

/// Writes down, now and then, where a walk is, so that another can go on from there.
public interface Checkpoints {

    /// Never.
    Checkpoints NONE = new Checkpoints() {
        @Override
        public boolean isDue(LongSupplier found) {
            return false;
        }

        @Override
        public void take(LongSupplier found, State state) {}
    };

    /// Whether the walk shall be written down now. Asked by walking threads between two directories, often.
    ///
    /// @param found tells entries and directories so far
    boolean isDue(LongSupplier found);

    /// Called while all walking threads wait and after all sinks were finished.
    ///
    /// @throws IOException when it cannot be written down, which ends the walk
    void take(LongSupplier found, State state) throws IOException;

    /// Where a walk is.
    interface State {

        /// In the form that {@link Walk#restore} reads.
        void write(DataOutput out) throws IOException;
    }
}
