/// Named sets of servers. Selectors over tags and other groups flow in; out flows, for any tags, which
/// groups they
/// belong
/// to, nearest first. Membership is computed each time and never kept.
@NullMarked
package io.tidemark.history.group;

import org.jspecify.annotations.NullMarked;
