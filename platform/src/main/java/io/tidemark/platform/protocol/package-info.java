/// Which versions of HTTP a service speaks. In: the options that Quarkus starts a server with. Out: HTTP/1.1 alone in
/// clear text.
@NullMarked
package io.tidemark.platform.protocol;

import org.jspecify.annotations.NullMarked;
