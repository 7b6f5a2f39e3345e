package io.tidemark.analytics.engine;

/// A question about one folder and what is below it. Its ground is, for each server, the newest snapshot
/// that has the folder, or, where the folder lies above all roots of the server, the snapshots of the
/// roots in it.
public interface FolderQuestion<T> extends Question<T> {
    /// The folder's absolute path, without a slash at its end.
    String folder();
}
