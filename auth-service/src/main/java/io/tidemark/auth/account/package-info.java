/// People who sign in. In: names and role names that an administrator chose. Out: checked accounts, and the port that
/// finds them.
@NullMarked
package io.tidemark.auth.account;

import org.jspecify.annotations.NullMarked;
