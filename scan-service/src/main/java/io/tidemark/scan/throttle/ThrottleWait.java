package io.tidemark.scan.throttle;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// One wait of one walking thread, for Flight Recorder.
@Name("io.tidemark.ThrottleWait")
@Label("Throttle Wait")
@Description("A walking thread waits because its scan is to be gentle")
@Category({"Tidemark", "Scan"})
@StackTrace(false)
final class ThrottleWait extends Event {

    @Label("Reason")
    String reason = "";
}
