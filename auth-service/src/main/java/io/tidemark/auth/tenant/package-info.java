/// The tenants of this installation. In: what the administrators of the installation ask for. Out: a tenant
/// and its first administrator, made and on record in one step.
@NullMarked
package io.tidemark.auth.tenant;

import org.jspecify.annotations.NullMarked;
