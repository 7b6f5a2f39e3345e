package io.tidemark.analytics.testing;

import io.tidemark.analytics.source.Listing;
import io.tidemark.analytics.source.Part;
import io.tidemark.analytics.source.PriceDocument;
import io.tidemark.analytics.source.Server;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.source.SnapshotSource;
import io.tidemark.analytics.source.SourceAway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A record of snapshots in memory that can go away, damage what it gives, and hold it back.
public final class FakeSource implements SnapshotSource {
    private final Map<UUID, MadeSnapshot> made = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> damaged = new ConcurrentHashMap<>();
    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private final List<Server> servers = new CopyOnWriteArrayList<>();
    private final List<PriceDocument> documents = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private final AtomicInteger listings = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Runnable afterListing = () -> {};

    public FakeSource with(MadeSnapshot... snapshots) {
        for (MadeSnapshot snapshot : snapshots) {
            made.put(snapshot.snapshot().id(), snapshot);
        }
        return this;
    }

    public void remove(MadeSnapshot snapshot) {
        made.remove(snapshot.snapshot().id());
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    /// Makes every part of a snapshot arrive with one byte changed.
    public void damage(MadeSnapshot snapshot) {
        damaged.put(snapshot.snapshot().id(), 0);
    }

    public void repair(MadeSnapshot snapshot) {
        damaged.remove(snapshot.snapshot().id());
    }

    /// Lets no part through until the latch is down.
    public void holdBack(CountDownLatch until) {
        gate = until;
    }

    /// Happens each time after the list was made and before anybody has it.
    public void afterListing(Runnable happening) {
        afterListing = happening;
    }

    /// The parts that were asked for, in order.
    public List<String> fetched() {
        return fetched;
    }

    public int listings() {
        return listings.get();
    }

    @Override
    public Listing newest() throws SourceAway {
        listings.incrementAndGet();
        refuseWhenAway();
        Map<String, Snapshot> newest = new HashMap<>();
        made.values().stream()
                .map(MadeSnapshot::snapshot)
                .forEach(s -> newest.merge(
                        s.server() + " " + s.root(), s, (a, b) -> a.startedAt().isAfter(b.startedAt()) ? a : b));
        Listing listing = new Listing(List.copyOf(newest.values()), List.of());
        afterListing.run();
        return listing;
    }

    @Override
    public Listing all() throws SourceAway {
        refuseWhenAway();
        return new Listing(made.values().stream().map(MadeSnapshot::snapshot).toList(), List.of());
    }

    public FakeSource with(Server server) {
        servers.add(server);
        return this;
    }

    @Override
    public List<Server> servers() throws SourceAway {
        refuseWhenAway();
        return List.copyOf(servers);
    }

    public FakeSource with(PriceDocument prices) {
        documents.add(prices);
        return this;
    }

    @Override
    public List<PriceDocument> prices() throws SourceAway {
        refuseWhenAway();
        return List.copyOf(documents);
    }

    @Override
    public void describe(Snapshot snapshot, Path target) throws SourceAway {
        refuseWhenAway();
        try {
            Files.writeString(
                    target, Objects.requireNonNull(made.get(snapshot.id())).manifest());
        } catch (IOException e) {
            throw new SourceAway("test", e);
        }
    }

    @Override
    public void fetch(Snapshot snapshot, Part part, Path target) throws SourceAway {
        fetched.add(snapshot.id() + "/" + part.file());
        refuseWhenAway();
        try {
            gate.await();
            MadeSnapshot source = made.get(snapshot.id());
            if (source == null) {
                throw new SourceAway("no such snapshot");
            }
            byte[] bytes = Files.readAllBytes(source.file(part));
            if (damaged.containsKey(snapshot.id())) {
                bytes[bytes.length / 2] ^= 1;
            }
            Files.write(target, bytes);
        } catch (IOException | InterruptedException e) {
            throw new SourceAway("test", e);
        }
    }

    private void refuseWhenAway() throws SourceAway {
        if (away) {
            throw new SourceAway("history is away");
        }
    }
}
