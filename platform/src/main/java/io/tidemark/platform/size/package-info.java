/// Byte counts in the words people use. In: whole bytes. Out: text such as `12.3 GiB`.
@NullMarked
package io.tidemark.platform.size;

import org.jspecify.annotations.NullMarked;
