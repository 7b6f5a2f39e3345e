package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Snapshot;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The snapshots a question stands on, none of which contains another, in the order of server and root.
public final class Ground {
    private final Engine engine;
    private final Asker asker;
    private final Weight weight;
    private final List<HeldSnapshot> snapshots;

    Ground(Engine engine, Asker asker, List<HeldSnapshot> snapshots) {
        this(engine, asker, new Weight(), snapshots);
    }

    private Ground(Engine engine, Asker asker, Weight weight, List<HeldSnapshot> snapshots) {
        this.engine = engine;
        this.asker = asker;
        this.weight = weight;
        this.snapshots = List.copyOf(snapshots);
    }

    public List<HeldSnapshot> snapshots() {
        return snapshots;
    }

    /// All rows of an answer.
    public <T> List<T> ask(Query query, Row.Reader<T> reader) {
        return engine.ask(query, snapshots, asker, row -> reader.read(weight.of(row)));
    }

    /// Each row of an answer as it comes.
    public <T> void stream(Query query, Row.Reader<T> reader, Consumer<? super T> consumer) {
        engine.stream(query, snapshots, asker, reader, consumer);
    }

    /// The same with fewer snapshots.
    public Ground only(List<HeldSnapshot> some) {
        return new Ground(engine, asker, weight, some);
    }

    /// The same with the snapshots that fulfil a condition.
    public Ground where(Predicate<Snapshot> condition) {
        return only(snapshots.stream().filter(s -> condition.test(s.snapshot())).toList());
    }

    /// About how many bytes of memory the rows read so far take.
    long bytes() {
        return weight.bytes();
    }
}
