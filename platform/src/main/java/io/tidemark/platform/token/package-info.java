/// Which tokens count. In: what auth-service publishes, its keys and what it has revoked. Out: a yes or no to the token
/// of every request, quick for those that were looked at before.
@NullMarked
package io.tidemark.platform.token;

import org.jspecify.annotations.NullMarked;
