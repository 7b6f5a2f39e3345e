/// What may be done. In: role names of accounts and identities. Out: the permissions they bundle, as `resource:action`.
@NullMarked
package io.tidemark.auth.role;

import org.jspecify.annotations.NullMarked;
