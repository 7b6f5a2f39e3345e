/// What of a tree a scan looks at. In flow gitignore patterns, the mount table and places where something is mounted;
/// out flow the decisions that the walker asks for, and the mount points it met with the reason why each was left out.
@NullMarked
package io.tidemark.scan.selection;

import org.jspecify.annotations.NullMarked;
