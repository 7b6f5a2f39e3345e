/// Denied requests on their way to the audit log. In: Quarkus security events. Out: batches of equal denials, delivered
/// to auth-service.
@NullMarked
package io.tidemark.platform.audit;

import org.jspecify.annotations.NullMarked;
