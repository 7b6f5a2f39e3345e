/// Tables as Apache Parquet files. In flow the values of each column, by several threads that each fill row groups of
/// their own; out flow files that any Parquet reader understands. Knows nothing of what the columns mean.
@NullMarked
package io.tidemark.scan.parquet;

import org.jspecify.annotations.NullMarked;
