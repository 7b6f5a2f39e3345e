package io.tidemark.launcher.dependency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The bills of materials (CycloneDX) of all modules.
///
/// @param home the project's folder
public record Bills(Path home) {
    private static final String BILL = "target/bom.json";
    private static final String OWN = "pkg:maven/io.tidemark/";

    /// What others made, each once, as package URL with its version.
    ///
    /// @throws Trouble where nothing was built yet, or a bill cannot be read
    public Set<String> libraries(List<String> modules) {
        Set<String> all = new TreeSet<>();
        for (String module : modules) {
            read(home.resolve(module).resolve(BILL), all);
        }
        return all;
    }

    private static void read(Path bill, Set<String> all) {
        if (!Files.isRegularFile(bill)) {
            throw new Trouble(bill + " is missing; ./mvnw -Pbill -Dquick package writes it");
        }
        try {
            for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
                String url = component.path("purl").asText().replaceFirst("[?#].*$", "");
                if (!url.isEmpty() && !url.startsWith(OWN)) {
                    all.add(url);
                }
            }
        } catch (IOException e) {
            throw new Trouble(bill + " cannot be read", e);
        }
    }
}
