package io.tidemark.platform.outbound;

import io.smallrye.config.ConfigMapping;

import java.util.Optional;
import java.util.Set;

/// What addresses that users configure may lead to.
@ConfigMapping(prefix = "platform.outbound")
public interface OutboundConfig {
    /// Networks (`127.0.0.0/8`, `::1`) that are refused otherwise and are not here.
    Optional<Set<String>> allow();
}
