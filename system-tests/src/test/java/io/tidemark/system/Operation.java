package io.tidemark.system;

import io.tidemark.launcher.layout.Service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One operation of a service, as its committed contract names it.
///
/// @param contentType of its request body; empty where it takes none
record Operation(Service service, String id, String method, String path, String contentType) {
    private static final Pattern PATH = Pattern.compile("  (/\\S+):");
    private static final Pattern METHOD = Pattern.compile("    (get|put|post|delete|patch|head|options|trace):");
    private static final Pattern ID = Pattern.compile("      operationId: (\\S+)");
    private static final Pattern BODY = Pattern.compile("          (\\w+/[\\w.+-]+):.*");

    /// All operations of all services.
    static List<Operation> all() {
        return Arrays.stream(Service.values())
                .flatMap(service -> of(service).stream())
                .toList();
    }

    /// How the table of access names it.
    String name() {
        return service.id() + " " + id;
    }

    /// Its path with names that nothing has.
    String somewhere() {
        return path.replace("{id}", "00000000-0000-7000-8000-000000000000").replaceAll("\\{[^}]+\\}", "nobody-there");
    }

    private static List<Operation> of(Service service) {
        List<Operation> found = new ArrayList<>();
        Reader reader = new Reader(service, found);
        try {
            Files.readAllLines(Launcher.home().resolve(service.title()).resolve("openapi.yaml"))
                    .forEach(reader::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader.finish();
        return found;
    }

    /// Goes through the lines of a contract as the build writes them.
    private static final class Reader {
        private final Service service;
        private final List<Operation> found;
        private String path = "";
        private String method = "";
        private String id = "";
        private String body = "";
        private boolean inBody;

        Reader(Service service, List<Operation> found) {
            this.service = service;
            this.found = found;
        }

        void read(String line) {
            Matcher begin = METHOD.matcher(line);
            Matcher names = PATH.matcher(line);
            if (names.matches()) {
                finish();
                path = names.group(1);
            } else if (begin.matches()) {
                finish();
                method = begin.group(1).toUpperCase(Locale.ROOT);
            } else {
                inside(line);
            }
        }

        private void inside(String line) {
            Matcher named = ID.matcher(line);
            if (named.matches()) {
                id = named.group(1);
            }
            if (line.length() > 6 && line.startsWith("      ") && line.charAt(6) != ' ') {
                inBody = line.equals("      requestBody:");
            }
            Matcher type = BODY.matcher(line);
            if (inBody && body.isEmpty() && type.matches()) {
                body = type.group(1);
            }
        }

        void finish() {
            if (!method.isEmpty()) {
                found.add(new Operation(service, id.isEmpty() ? method + " " + path : id, method, path, body));
            }
            method = "";
            id = "";
            body = "";
            inBody = false;
        }
    }
}
