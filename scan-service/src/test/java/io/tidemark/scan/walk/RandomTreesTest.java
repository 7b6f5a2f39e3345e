package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.LinuxSyscalls;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/// Trees of any shape and any names: a walk sees what `find` sees.
class RandomTreesTest {

    enum Kind {
        FOLDER,
        FILE,
        LINK,
        SECOND_NAME,
        PIPE
    }

    /// @param in chooses one of the folders made before
    record Node(int in, Kind kind, String name, int size) {}

    private record Line(String type, long inode, long size, long allocated, String path) {}

    @Property(tries = 40)
    void seesTheSameSetAndTheSameSumsAsFind(@ForAll("nodes") List<Node> nodes, @ForAll("threads") int threads)
            throws Throwable {
        Path root = Files.createTempDirectory("random");
        try {
            make(root, nodes);

            Found found = Found.in(root, threads, 8, LinuxSyscalls::new);

            check(found, root, find(root));
        } finally {
            Tree.shell(Path.of("/"), "rm -rf '" + root + "'");
        }
    }

    private static void check(Found found, Path root, List<Line> lines) {
        List<Line> entries =
                lines.stream().filter(line -> !line.type().equals("d")).toList();
        assertThat(found.entries)
                .extracting(e -> letter(e.type()) + " " + e.size() + " " + e.allocated() + " " + e.path())
                .containsExactlyInAnyOrderElementsOf(entries.stream()
                        .map(e -> e.type() + " " + e.size() + " " + e.allocated() + " " + root + "/" + e.path())
                        .toList());
        Set<Long> inodes = new HashSet<>();
        List<Line> counted = entries.stream().filter(e -> inodes.add(e.inode())).toList();
        assertThat(found.walk.counts().sizeBytes())
                .isEqualTo(counted.stream().mapToLong(Line::size).sum());
        assertThat(found.walk.counts().allocatedBytes())
                .isEqualTo(counted.stream().mapToLong(Line::allocated).sum());
        List<Line> folders =
                lines.stream().filter(line -> line.type().equals("d")).toList();
        assertThat(found.directories).hasSize(folders.size());
        for (Line folder : folders) {
            String below = folder.path().isEmpty() ? "" : folder.path() + "/";
            long inside =
                    entries.stream().filter(e -> e.path().startsWith(below)).count();
            Found.Directory directory =
                    found.directories.get(folder.path().isEmpty() ? root.toString() : root + "/" + folder.path());
            assertThat(directory)
                    .as(folder.path())
                    .isNotNull()
                    .extracting(Found.Directory::totalFiles)
                    .isEqualTo(inside);
        }
    }

    private static String letter(int type) {
        return "?flps".substring(type, type + 1);
    }

    private static List<Line> find(Path root) throws Exception {
        List<Line> lines = new ArrayList<>();
        for (String text :
                Tree.shell(root, "find . -printf '%y %i %s %b %P\\0'").split("\0", 0)) {
            String[] fields = text.split(" ", 5);
            lines.add(new Line(
                    fields[0],
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]) * 512,
                    readable(fields[4])));
        }
        return lines;
    }

    /// Each name of a path by itself, as a walk sees them.
    private static String readable(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            names.add(
                    new String(NameText.readable(name.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.UTF_8));
        }
        return String.join("/", names);
    }

    private static void make(Path root, List<Node> nodes) throws Throwable {
        List<String> folders = new ArrayList<>(List.of(root.toString()));
        @Nullable String file = null;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String path = folders.get(node.in() % folders.size()) + "/" + node.name() + i;
            switch (node.kind()) {
                case FOLDER -> {
                    Tree.makeFolder(path);
                    folders.add(path);
                }
                case FILE -> {
                    Tree.makeFile(path, node.size());
                    file = path;
                }
                case LINK -> Tree.makeLink(path, root.toString());
                case SECOND_NAME -> {
                    if (file != null) {
                        Tree.makeSecondName(path, file);
                    }
                }
                case PIPE -> Tree.makePipe(path);
            }
        }
    }

    @Provide
    Arbitrary<Integer> threads() {
        return Arbitraries.of(1, 2, 5);
    }

    @Provide
    Arbitrary<List<Node>> nodes() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('\u0001', '\u00ff')
                .excludeChars('/')
                .ofMaxLength(30);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.of(
                                Kind.FOLDER, Kind.FOLDER, Kind.FILE, Kind.FILE, Kind.LINK, Kind.SECOND_NAME, Kind.PIPE),
                        names,
                        Arbitraries.integers().between(0, 100_000))
                .as(Node::new)
                .list()
                .ofMaxSize(80);
    }
}
