/// One folder and what is below it: a path goes in; its totals on each server, its children by size, its
/// tree and its types of files come out. Totals and trees are read from the directories' roll-ups, not
/// added up.
@NullMarked
package io.tidemark.analytics.folder;

import org.jspecify.annotations.NullMarked;
