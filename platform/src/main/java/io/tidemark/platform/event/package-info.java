/// CloudEvents over server-sent events. In: the events of a service. Out: a stream with replay on the server side, a
/// reconnecting subscription on the client side.
@NullMarked
package io.tidemark.platform.event;

import org.jspecify.annotations.NullMarked;
