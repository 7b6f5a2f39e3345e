package io.tidemark.scan.walk;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// In a flight recording: a walking thread without work.
@Name("io.tidemark.scan.WalkerIdle")
@Label("Walker Idle")
@Description("A walking thread found no directory to read, while others were still reading")
@Category({"Tidemark", "Scan"})
@StackTrace(false)
final class WalkerIdle extends Event {}
