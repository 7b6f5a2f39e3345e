package io.tidemark.scan.walk;

import java.nio.file.Path;

/// What to walk and how.
///
/// @param root absolute and normal
/// @param threads walking threads
/// @param descriptors directories of open branches that stay open, over all threads; some four more for each thread
/// are open for a moment
/// @param selection what of the tree is walked
/// @param boundaries where it ends
/// @param pace slows the threads down
public record WalkRequest(
        Path root, int threads, int descriptors, Selection selection, Boundaries boundaries, Pace pace) {

    /// All of the tree on one filesystem, as fast as it goes.
    public WalkRequest(Path root, int threads, int descriptors) {
        this(root, threads, descriptors, Selection.ALL, Boundaries.ONE_FILESYSTEM, Pace.UNLIMITED);
    }

    public WalkRequest {
        if (!root.isAbsolute() || !root.equals(root.normalize())) {
            throw new IllegalArgumentException("a root is absolute and normal: " + root);
        }
        if (threads < 1 || descriptors < 1) {
            throw new IllegalArgumentException("a walk needs a thread and a descriptor");
        }
    }
}
