/// What is done to a store while no service runs on it. The files of the store and, where it is there, the database
/// flow in; out flow one line for each thing that is wrong, and on demand a record made from the manifests.
@NullMarked
package io.tidemark.history.offline;

import org.jspecify.annotations.NullMarked;
