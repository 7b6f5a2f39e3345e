/// Processes of the operating system. In: a command line. Out: a detached process that is known by its id and start
/// time, so that a reused id is never taken for it; its memory.
@NullMarked
package io.tidemark.launcher.process;

import org.jspecify.annotations.NullMarked;
