/// The random secrets of one installation. In: the secrets' folder. Out: passwords and identity secrets, made once,
/// readable by their owner only.
@NullMarked
package io.tidemark.launcher.secret;

import org.jspecify.annotations.NullMarked;
