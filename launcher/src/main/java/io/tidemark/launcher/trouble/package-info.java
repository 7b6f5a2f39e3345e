/// What can go wrong for a user, as one clear line. In: a reason. Out: an exception that a command prints and turns
/// into its exit code.
@NullMarked
package io.tidemark.launcher.trouble;

import org.jspecify.annotations.NullMarked;
