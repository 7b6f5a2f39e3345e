/// Whose things there are, and whose may be seen. In: names, and the claim `tenant` of a token. Out: the tenant of a
/// name, and the tenancy that the present work is done in.
@NullMarked
package io.tidemark.platform.tenant;

import org.jspecify.annotations.NullMarked;
