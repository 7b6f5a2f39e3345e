package io.tidemark.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.report.Imported;
import io.tidemark.launcher.trouble.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes a snapshot of an inventory that another tool wrote.
@Command(
        name = "import",
        description = {
            "Makes a snapshot of FILE, an inventory that another tool wrote, plain or with gzip.",
            "What each format needs stands in history-service's README."
        })
final class Import implements Runnable {
    private static final int LAYOUT_LEVELS = 3;

    @Mixin
    Place place = new Place();

    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--server", required = true, paramLabel = "NAME", description = "Whose files they are.")
    String server = "";

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "csv, parquet, layout, find, ncdu, gdu or s3-inventory.")
    String format = "";

    @Option(names = "--root", paramLabel = "PATH", description = "The folder that the snapshot is of.")
    @Nullable
    String root;

    @Option(names = "--prefix", paramLabel = "PATH", description = "What paths begin with in place of the root.")
    @Nullable
    String prefix;

    @Option(names = "--at", paramLabel = "TIME", description = "When it was made: a day, or a time in RFC 3339.")
    @Nullable
    String at;

    @Option(
            names = "--columns",
            paramLabel = "FIELD=NAME,...",
            description = "Which column holds what, where its name does not tell: path=Key,size=Bytes.")
    @Nullable
    String columns;

    @Option(names = "--schema", paramLabel = "NAMES", description = "The columns of an S3 Inventory, in order.")
    @Nullable
    String schema;

    @Override
    public void run() {
        if (!Files.isRegularFile(file)) {
            throw new Trouble("There is no file " + file);
        }
        JsonNode answer =
                Api.asAdministrator(place.layout()).postFile(Service.HISTORY, "/api/snapshots/import?" + query(), file);
        Imported.lines(answer).forEach(System.out::println);
    }

    private String query() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("server", server);
        given.put("format", format);
        given.put("root", root);
        given.put("prefix", prefix);
        given.put("at", at);
        given.put("columns", columns);
        given.put("schema", schema);
        given.put("file", format.equals("layout") ? place() : null);
        return given.entrySet().stream()
                .filter(one -> one.getValue() != null)
                .map(one -> one.getKey() + "=" + Api.encode(String.valueOf(one.getValue())))
                .collect(Collectors.joining("&"));
    }

    /// As it stands in the layout: `snapshots/<date>/<share>.parquet`.
    private String place() {
        Path whole = file.toAbsolutePath().normalize();
        int levels = whole.getNameCount();
        return whole.subpath(Math.max(0, levels - LAYOUT_LEVELS), levels).toString();
    }
}
