/// Puts the service together: configuration flows in, the evaluator, its triggers and its metrics flow out as beans.
/// Nothing imports this package.
@NullMarked
package io.tidemark.alert;

import org.jspecify.annotations.NullMarked;
