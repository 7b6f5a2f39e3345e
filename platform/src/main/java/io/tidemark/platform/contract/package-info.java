/// What every service's contract says alike. In: the OpenAPI document of a service at build time. Out:
/// the same with
/// all
/// refusals that no annotation names.
@NullMarked
package io.tidemark.platform.contract;

import org.jspecify.annotations.NullMarked;
