/// What every answer says to browsers. In: the answers of a service, errors and health too. Out: the same
/// with headers that
/// keep browsers from guessing, framing, storing and leaking.
@NullMarked
package io.tidemark.platform.header;

import org.jspecify.annotations.NullMarked;
