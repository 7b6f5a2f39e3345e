/// What folders and owners are like: their bytes day by day and their newest files go in; what kind of data they have,
/// how it
/// grows and whether anybody uses it come out, each with the evidence.
@NullMarked
package io.tidemark.analytics.consumer;

import org.jspecify.annotations.NullMarked;
