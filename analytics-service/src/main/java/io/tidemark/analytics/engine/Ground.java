package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Snapshot;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// The snapshots a question stands on, none of which contains another, in the order of server and root.
public final class Ground {
    private static final int REPEAT_BYTES = 64;

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

    /// The rows of a keyed table under one key.
    public <T> List<T> find(Keyed table, String key, Row.Reader<T> reader) {
        return look(table, held -> KeyRange.of(key), reader);
    }

    /// A folder in each snapshot that has it.
    public <T> List<T> folder(String path, Row.Reader<T> reader) {
        return find(FoldersByPath.FOLDERS, FoldersByPath.key(path), reader);
    }

    /// The folders directly in a folder, in each snapshot.
    public <T> List<T> foldersIn(String path, Row.Reader<T> reader) {
        String begin = FoldersByPath.keyOfChildren(path);
        return look(FoldersByPath.FOLDERS, held -> new KeyRange(begin, behind(begin)), reader);
    }

    /// The root of each snapshot.
    public <T> List<T> roots(Row.Reader<T> reader) {
        return look(
                FoldersByPath.FOLDERS,
                held -> KeyRange.of(FoldersByPath.key(held.snapshot().root())),
                reader);
    }

    /// What several files have in common.
    public List<Repeat> repeats(Stamped table, Repeat.@Nullable Place after, int limit) {
        List<Repeat> repeats = engine.repeats(table, after, limit, snapshots, asker);
        weight.add(REPEAT_BYTES * repeats.size());
        return repeats;
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

    private <T> List<T> look(Keyed table, Function<HeldSnapshot, KeyRange> keys, Row.Reader<T> reader) {
        List<T> rows = new ArrayList<>();
        engine.look(table, keys, snapshots, asker, row -> rows.add(reader.read(weight.of(row))));
        return rows;
    }

    /// Greater than everything that begins like this, which ends with a slash: `0` follows it.
    private static String behind(String begin) {
        return begin.substring(0, begin.length() - 1) + '0';
    }

    /// About how many bytes of memory the rows read so far take.
    long bytes() {
        return weight.bytes();
    }
}
