/// TLS between services, by configuration. In: a named configuration of Quarkus' TLS registry, and whether
/// callers must show
/// a certificate. Out: what servers ask of callers, and what clients show and trust.
@NullMarked
package io.tidemark.platform.tls;

import org.jspecify.annotations.NullMarked;
