package io.tidemark.launcher.command;

import io.tidemark.launcher.dependency.Bills;
import io.tidemark.launcher.dependency.Holes;
import io.tidemark.launcher.dependency.Holes.Hole;
import io.tidemark.launcher.layout.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// Checks the libraries of all services against a database of known holes.
@Command(
        name = "dependencies",
        description = {
            "Asks a database of known holes about every library of the services (needs the network).",
            "Exit code 0: it knows none that docs/dependencies.md does not explain; 1: it does."
        })
final class Dependencies implements Callable<Integer> {
    @Mixin
    Place place = new Place();

    @Option(
            names = "--database",
            description = "A database that speaks as OSV does.",
            defaultValue = "https://api.osv.dev")
    URI database = URI.create("https://api.osv.dev");

    @Override
    public Integer call() throws IOException {
        List<String> modules =
                Arrays.stream(Service.values()).map(Service::title).toList();
        Set<String> libraries = new Bills(place.home().folder()).libraries(modules);
        String explained = Files.readString(place.home().folder().resolve("docs/dependencies.md"));
        List<Hole> open = new Holes(database)
                .in(libraries).stream()
                        .filter(hole -> !explained.contains("`" + hole.id() + "`"))
                        .toList();
        open.forEach(hole -> System.out.println(hole.library() + "  " + hole.id()));
        System.out.println(libraries.size() + " libraries, " + open.size() + " holes that nobody explained");
        return open.isEmpty() ? 0 : 1;
    }
}
