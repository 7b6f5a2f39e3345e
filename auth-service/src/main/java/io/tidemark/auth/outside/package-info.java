/// People whom an OpenID Connect provider knows, or a directory. In: what those say of somebody, checked.
/// Out: that
/// person's
/// account here, made at the first sign-in, with the groups it has there.
@NullMarked
package io.tidemark.auth.outside;

import org.jspecify.annotations.NullMarked;
