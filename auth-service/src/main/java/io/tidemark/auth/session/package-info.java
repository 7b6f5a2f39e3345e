/// Sessions of people, from sign-in to their end, and what was ended before its time. In: accounts that proved
/// themselves, refresh tokens. Out: the next refresh token, the list of what no service may accept any more.
@NullMarked
package io.tidemark.auth.session;

import org.jspecify.annotations.NullMarked;
