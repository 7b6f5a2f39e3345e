package io.tidemark.scan.throttle;

import java.util.List;
import java.util.stream.Stream;

/// What a scan cost the machine.
///
/// @param cpuSeconds of its walking threads and its part of what the agent did besides
/// @param systemCalls made by walking threads
/// @param waitedSeconds for its share, its calls, or others, on average over its walking threads
/// @param pausedSeconds paused, or outside its hours
/// @param elapsedSeconds since its walk began, all of it
/// @param peakResidentBytes the most memory the agent had since its start
/// @param notes what of the policy the kernel does not do, in words
public record Cost(
        double cpuSeconds,
        long systemCalls,
        double waitedSeconds,
        double pausedSeconds,
        double elapsedSeconds,
        long peakResidentBytes,
        List<String> notes) {

    private static final String EARLIER = "includes what earlier runs of the scan used, up to their last checkpoints";

    public Cost {
        notes = List.copyOf(notes);
    }

    /// What this and a later run of the same scan cost together; a note says that it is of both.
    public Cost plus(Cost other) {
        return new Cost(
                cpuSeconds + other.cpuSeconds,
                systemCalls + other.systemCalls,
                waitedSeconds + other.waitedSeconds,
                pausedSeconds + other.pausedSeconds,
                elapsedSeconds + other.elapsedSeconds,
                Math.max(peakResidentBytes, other.peakResidentBytes),
                Stream.of(notes, other.notes, List.of(EARLIER))
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }
}
