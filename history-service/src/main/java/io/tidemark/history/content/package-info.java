/// The content of registered snapshots, as it was sealed. Files of the store flow in, in whatever form they are kept;
/// out flow local files whose SHA-256 is the registered one. What is not what it was is set aside and told of.
@NullMarked
package io.tidemark.history.content;

import org.jspecify.annotations.NullMarked;
