/// The API: requests flow in and become drafts, filters and versions; alerts and rules flow out as the contract words
/// them.
@NullMarked
package io.tidemark.alert.rest;

import org.jspecify.annotations.NullMarked;
