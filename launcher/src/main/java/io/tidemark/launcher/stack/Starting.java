package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.KnownProcess;

/// A service that is waited for.
///
/// @param logged where its log ended before it was started, in bytes
record Starting(Service service, KnownProcess process, long logged) {}
