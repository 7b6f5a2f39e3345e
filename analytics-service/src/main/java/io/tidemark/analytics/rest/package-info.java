/// The HTTP face: parameters are checked and become questions, answers become JSON with their basis. Also
/// where the parts of the service are configured and put together.
@NullMarked
package io.tidemark.analytics.rest;

import org.jspecify.annotations.NullMarked;
