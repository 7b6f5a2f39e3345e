package io.tidemark.analytics.engine;

import java.util.List;

/// The snapshots a question stands on, none of which contains another, in the order of server and root.
public final class Ground {
    private final Engine engine;
    private final List<HeldSnapshot> snapshots;

    Ground(Engine engine, List<HeldSnapshot> snapshots) {
        this.engine = engine;
        this.snapshots = List.copyOf(snapshots);
    }

    public List<HeldSnapshot> snapshots() {
        return snapshots;
    }

    public <T> List<T> ask(Query query, Row.Reader<T> reader) {
        return engine.ask(query, snapshots, reader);
    }

    /// The same with fewer snapshots.
    public Ground only(List<HeldSnapshot> some) {
        return new Ground(engine, some);
    }
}
