/// The walker. In flow a root directory; out flow, while it still walks, batches of entries (those of one directory
/// together, by name, subtrees together) and of finished directories with the totals of their subtrees, and at the
/// end counts, errors and coverage. One filesystem, links never followed, memory bounded by the breadth of one
/// path, open descriptors bounded whatever the depth.
@NullMarked
package io.tidemark.scan.walk;

import org.jspecify.annotations.NullMarked;
