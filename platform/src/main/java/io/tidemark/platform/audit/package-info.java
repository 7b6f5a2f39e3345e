/// Denied requests, changes and exports on their way to the audit log. In: Quarkus security events and requests. Out:
/// batches of equal denials, and acts before they are done, delivered to auth-service.
@NullMarked
package io.tidemark.platform.audit;

import org.jspecify.annotations.NullMarked;
