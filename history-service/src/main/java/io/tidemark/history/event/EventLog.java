package io.tidemark.history.event;

import java.util.List;
import java.util.Set;

/// The log of events. Ids rise without gaps in the order in which transactions commit, so who has read up to an id
/// has missed nothing before it. Calls block.
public interface EventLog {

    /// The id of the newest event, 0 when there is none.
    long head();

    /// Up to `limit` events of these types after `id`, in order.
    List<Event> after(long id, Set<EventType> types, int limit);
}
