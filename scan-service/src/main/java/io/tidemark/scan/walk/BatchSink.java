package io.tidemark.scan.walk;

/// Takes the batches of one walking thread, called by that thread only. What it throws ends the walk, which then
/// throws {@link WalkAborted} with it as the cause.
///
/// @param <B> a reusable batch
public interface BatchSink<B> {

    /// Takes a full batch.
    ///
    /// @return an empty one to go on with, the same or another
    B accept(B filled);

    /// Takes the last batch, which may hold no row, at the end of the walk or before it is written down; in the latter
    /// case more may follow. Not called where the walk ends early.
    void finish(B last);
}
