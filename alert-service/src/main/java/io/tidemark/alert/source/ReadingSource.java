package io.tidemark.alert.source;

import java.util.List;

/// Where readings come from.
public interface ReadingSource {

    /// The newest reading of every volume of every server, however old. Blocks while it asks.
    ///
    /// @throws SourceFailure when not all of them can be had now; there is no partial answer
    List<Reading> latest();
}
