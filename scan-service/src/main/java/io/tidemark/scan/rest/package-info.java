/// The edge of the service: HTTP resources, configuration, health and metrics. In flow requests and settings; out
/// flow answers. Nothing imports this package.
@NullMarked
package io.tidemark.scan.rest;

import org.jspecify.annotations.NullMarked;
