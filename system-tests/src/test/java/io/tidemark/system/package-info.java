/// The whole of Tidemark from outside. In: the packaged services and the launcher, a made tree, signals and forged
/// tokens. Out: a verdict.
@NullMarked
package io.tidemark.system;

import org.jspecify.annotations.NullMarked;
