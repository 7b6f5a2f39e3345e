/// Which files are copies of each other, proven: files of equal size go in, each becomes work for the agent of its
/// server, which answers with hashes and with what its extents share; groups of equal content, and what giving up all
/// but one of each surely frees, come out. Jobs are kept in a folder of their own, so that one goes on after a restart.
@NullMarked
package io.tidemark.analytics.proof;

import org.jspecify.annotations.NullMarked;
