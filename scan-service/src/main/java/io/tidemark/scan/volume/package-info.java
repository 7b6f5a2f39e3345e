/// The mounted filesystems of this server. In flow the kernel's mount table and filesystem figures; out flow volumes
/// that hold real storage and capacity samples of them.
@NullMarked
package io.tidemark.scan.volume;

import org.jspecify.annotations.NullMarked;
