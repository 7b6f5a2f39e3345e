/// Tables as files: rows as JSON lines go in, one Parquet file comes out; neither is held in memory.
@NullMarked
package io.tidemark.analytics.export;

import org.jspecify.annotations.NullMarked;
