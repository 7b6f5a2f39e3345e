package io.tidemark.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who may do what, in one file: `access-table.txt`. Each line is a service, an operation's id, and who is let in.
final class AccessTable {
    static final String FILE = "system-tests/src/test/resources/access-table.txt";
    static final String PUBLIC = "public";
    static final String ANYONE = "anyone";
    static final List<String> ROLES = List.of(
            "administrator", "operator", "analyst", "auditor", "department-viewer", "viewer", "agent", "service");

    private final Map<String, Set<String>> lines = new TreeMap<>();

    AccessTable() {
        try (InputStream file = Objects.requireNonNull(AccessTable.class.getResourceAsStream("/access-table.txt"))) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> operations() {
        return lines.keySet();
    }

    boolean knows(Operation operation) {
        return lines.containsKey(operation.name());
    }

    boolean isPublic(Operation operation) {
        return who(operation).contains(PUBLIC);
    }

    boolean lets(String role, Operation operation) {
        Set<String> who = who(operation);
        return who.contains(PUBLIC) || who.contains(ANYONE) || who.contains(role);
    }

    private Set<String> who(Operation operation) {
        return lines.getOrDefault(operation.name(), Set.of());
    }

    private void add(String line) {
        String[] words = line.split("\\s+", -1);
        Set<String> who = new TreeSet<>(List.of(words).subList(2, words.length));
        for (String one : who) {
            if (!ROLES.contains(one) && !one.equals(PUBLIC) && !one.equals(ANYONE)) {
                throw new IllegalStateException(FILE + " names '" + one + "', which is no role: " + line);
            }
        }
        if (lines.put(words[0] + " " + words[1], who) != null) {
            throw new IllegalStateException(FILE + " has two lines for " + words[0] + " " + words[1]);
        }
    }
}
