/// One service as a process. In: the layout and the secrets. Out: its command line and environment, its readiness, the
/// end of its log.
@NullMarked
package io.tidemark.launcher.service;

import org.jspecify.annotations.NullMarked;
