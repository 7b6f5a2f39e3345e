/// What files contain, as hashes. In flow the files that analytics wants compared, each with device, inode, size and
/// time of change; out flow SHA-256 of beginning and end, or of all, with how the file's extents lie, or why it could
/// not be read as it was. Reading is the last thing an agent does with a server: it waits for scans, keeps to their
/// policy and to a rate, and leaves neither access times nor the page cache changed.
@NullMarked
package io.tidemark.scan.hash;

import org.jspecify.annotations.NullMarked;
