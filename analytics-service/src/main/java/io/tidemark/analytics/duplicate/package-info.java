/// Files that are there several times: what files have in common goes in; groups of files that look
/// alike, and what giving up all but one of each would free, come out.
@NullMarked
package io.tidemark.analytics.duplicate;

import org.jspecify.annotations.NullMarked;
