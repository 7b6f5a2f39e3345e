/// One scan, watched. In: a folder. Out: progress while it runs, then the finished job.
@NullMarked
package io.tidemark.launcher.scan;

import org.jspecify.annotations.NullMarked;
