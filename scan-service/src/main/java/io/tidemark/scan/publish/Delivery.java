package io.tidemark.scan.publish;

import java.util.UUID;

/// How the delivery of one snapshot ended.
public sealed interface Delivery {

    UUID snapshotId();

    /// History has it.
    record Delivered(UUID snapshotId) implements Delivery {}

    /// History will never take it; it was set aside.
    record Refused(UUID snapshotId, String problem) implements Delivery {}
}
