package io.tidemark.analytics.source;

import io.tidemark.analytics.source.HistoryPolicy.HistoryPolicies;
import io.tidemark.analytics.source.HistorySnapshot.HistoryPage;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The record of snapshots that history-service keeps, over its API.
public final class HistorySource implements SnapshotSource {
    private static final int PAGE = 200;

    private final ServiceClient history;

    public HistorySource(ServiceClient history) {
        this.history = history;
    }

    @Override
    public Listing newest() throws SourceAway {
        return list("/api/snapshots/latest?limit=" + PAGE);
    }

    @Override
    public Listing all() throws SourceAway {
        return list("/api/snapshots?limit=" + PAGE);
    }

    private Listing list(String path) throws SourceAway {
        List<Snapshot> usable = new ArrayList<>();
        List<Missing> unusable = new ArrayList<>();
        String cursor = null;
        do {
            HistoryPage page = page(path, cursor, HistoryPage.class);
            page.items().forEach(item -> sort(item, usable, unusable));
            cursor = page.nextCursor();
        } while (cursor != null);
        return new Listing(usable, unusable);
    }

    @Override
    public void fetch(Snapshot snapshot, Part part, Path target) throws SourceAway {
        download(snapshot, "parts/" + part.file(), target);
    }

    @Override
    public void describe(Snapshot snapshot, Path target) throws SourceAway {
        download(snapshot, "manifest", target);
    }

    private void download(Snapshot snapshot, String what, Path target) throws SourceAway {
        try {
            history.download("/api/snapshots/" + snapshot.id() + "/" + what, target);
        } catch (ServiceUnavailable | ServiceRefused e) {
            throw new SourceAway("history did not give " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<Server> servers() throws SourceAway {
        List<Server> servers = new ArrayList<>();
        String cursor = null;
        do {
            ServerPage page = page("/api/servers?limit=" + PAGE, cursor, ServerPage.class);
            servers.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return servers;
    }

    @Override
    public List<PriceDocument> prices() throws SourceAway {
        try {
            return history.get("/api/policies", HistoryPolicies.class).items().stream()
                    .filter(HistoryPolicy::isPrice)
                    .map(HistoryPolicy::prices)
                    .toList();
        } catch (ServiceUnavailable | ServiceRefused | NumberFormatException e) {
            throw new SourceAway("history did not say what storage costs: " + e.getMessage(), e);
        }
    }

    private <T> T page(String path, @Nullable String cursor, Class<T> type) throws SourceAway {
        String query = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        try {
            return history.get(path + query, type);
        } catch (ServiceUnavailable | ServiceRefused e) {
            throw new SourceAway("history did not list what it has: " + e.getMessage(), e);
        }
    }

    private record ServerPage(List<Server> items, @Nullable String nextCursor) {}

    private static void sort(HistorySnapshot item, List<Snapshot> usable, List<Missing> unusable) {
        try {
            usable.add(item.checked());
        } catch (IllegalArgumentException e) {
            unusable.add(item.unusable(e));
        }
    }
}
