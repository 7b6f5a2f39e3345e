/// The commands that a user types. In: arguments. Out: text and an exit code.
@NullMarked
package io.tidemark.launcher.command;

import org.jspecify.annotations.NullMarked;
