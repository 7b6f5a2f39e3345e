/// Where everything is. In: the project's folder, the data folder, the port offset. Out: the paths, ports and addresses
/// of every service.
@NullMarked
package io.tidemark.launcher.layout;

import org.jspecify.annotations.NullMarked;
