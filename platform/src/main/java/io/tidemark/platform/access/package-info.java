/// Who calls, and what they may do. In: the bearer token of a request. Out: its permissions for `@PermissionsAllowed`,
/// and the caller.
@NullMarked
package io.tidemark.platform.access;

import org.jspecify.annotations.NullMarked;
