/// What several tests of this service need: real filesystems of their own.
@NullMarked
package io.tidemark.scan.testing;

import org.jspecify.annotations.NullMarked;
