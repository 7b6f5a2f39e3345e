package io.tidemark.history.event;

import io.tidemark.platform.tenant.Tenancy;

import java.util.List;
import java.util.Set;

/// The log of events. Ids rise without gaps in the order in which transactions commit, so who has read up to an id
/// has missed nothing before it. Each tenant's events have ids of their own, so that nobody counts those of others; who
/// sees all tenants sees the ids of the whole log. Calls block.
public interface EventLog {

    /// The id of the newest event that may be seen, 0 when there is none.
    long head(Tenancy reader);

    /// Up to `limit` events of these types after `id`, in order.
    List<Event> after(Tenancy reader, long id, Set<EventType> types, int limit);
}
