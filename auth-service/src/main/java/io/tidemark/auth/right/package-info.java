/// Who may do what, where and until when. In: roles, nested groups of users, and who was given which role in which
/// scope. Out: decisions with their reasons, everything a user may do, and what a change would give or take.
@NullMarked
package io.tidemark.auth.right;

import org.jspecify.annotations.NullMarked;
