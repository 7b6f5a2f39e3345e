package io.tidemark.scan.walk;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// In a flight recording: one directory read with all that is directly inside. Paths are nobody's business there.
@Name("io.tidemark.scan.DirectoryRead")
@Label("Directory Read")
@Description("One directory: its names read and sorted, its entries examined and handed over")
@Category({"Tidemark", "Scan"})
@StackTrace(false)
final class DirectoryRead extends Event {

    @Label("Depth Below Root")
    int depth;

    @Label("Names")
    int names;

    @Label("Subdirectories")
    int subdirectories;

    @Label("System Calls")
    long systemCalls;
}
