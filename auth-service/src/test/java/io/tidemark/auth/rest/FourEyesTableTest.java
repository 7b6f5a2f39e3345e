package io.tidemark.auth.rest;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/// A new operation that changes something must say how four eyes see it.
class FourEyesTableTest {
    private static final Pattern LINE = Pattern.compile("(\\w+) (waits|once .+)");

    @Test
    void everyOperationThatChangesSomethingHasALine() {
        Set<String> changing = changing();

        assertThat(table().keySet()).isEqualTo(changing);
    }

    /// The operations that wait, by the table.
    static Set<String> waiting() {
        Set<String> waiting = new TreeSet<>();
        table().forEach((operation, what) -> {
            if (what.equals("waits")) {
                waiting.add(operation);
            }
        });
        return waiting;
    }

    private static Map<String, String> table() {
        Map<String, String> lines = new TreeMap<>();
        for (String line : lines(Path.of("src/test/resources/four-eyes-table.txt"))) {
            Matcher matcher = LINE.matcher(line);
            if (!line.startsWith("#")) {
                assertThat(matcher.matches()).as(line).isTrue();
                assertThat(lines.put(matcher.group(1), matcher.group(2)))
                        .as(line)
                        .isNull();
            }
        }
        return lines;
    }

    /// Every operation of the contract but those that only read.
    static Set<String> changing() {
        Set<String> found = new TreeSet<>();
        String method = "";
        for (String line : lines(Path.of("openapi.yaml"))) {
            if (line.matches("    (get|put|post|delete|patch|head|options):")) {
                method = line.strip();
            } else if (line.startsWith("      operationId: ") && !method.equals("get:")) {
                found.add(line.strip().substring("operationId: ".length()));
            }
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
