package io.tidemark.auth.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Small maps as one text: a line for each entry, `key=value`. Keys have no `=`, neither has line breaks.
final class Words {
    private Words() {}

    static String of(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    static Map<String, String> read(String text) {
        Map<String, String> entries = new LinkedHashMap<>();
        Arrays.stream(text.split("\n", -1)).filter(line -> !line.isEmpty()).forEach(line -> {
            int at = line.indexOf('=');
            entries.put(line.substring(0, at), line.substring(at + 1));
        });
        return entries;
    }
}
