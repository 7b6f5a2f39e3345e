/// One-time codes beside passwords: begun, confirmed, ended. In: people who proved themselves. Out: the
/// secret for their device and recovery codes, once; whether a role makes somebody need them.
@NullMarked
package io.tidemark.auth.factor;

import org.jspecify.annotations.NullMarked;
