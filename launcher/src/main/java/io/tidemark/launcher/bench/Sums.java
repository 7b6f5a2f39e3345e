package io.tidemark.launcher.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.trouble.Trouble;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is in a tree, by number and bytes. Each inode counts once, however many names it has.
///
/// @param entries everything that is no directory
/// @param directories the root too
/// @param allocatedBytes of entries, on the disk
/// @param directoryAllocatedBytes of the directories themselves
record Sums(long entries, long directories, long sizeBytes, long allocatedBytes, long directoryAllocatedBytes) {
    private static final long BLOCK = 512;

    /// As `find` sees the tree. A mount point below the root is a directory without bytes: a scan leaves it out.
    static Sums ofFind(Path root) {
        return read(
                List.of("find", root.toString(), "-xdev", "-printf", "%y %D %n %i %s %b\\n"),
                output ->
                        new Adding().all(new BufferedReader(new InputStreamReader(output, StandardCharsets.US_ASCII))));
    }

    /// As a snapshot's manifest tells.
    static Sums ofManifest(JsonNode manifest) {
        JsonNode counts = manifest.path("counts");
        return new Sums(
                counts.path("entries").asLong(),
                counts.path("directories").asLong(),
                counts.path("sizeBytes").asLong(),
                counts.path("allocatedBytes").asLong(),
                counts.path("directoryAllocatedBytes").asLong());
    }

    /// Entries and directories in the list that `gdu` writes as JSON: each has a name.
    static long itemsOfGdu(Path root) {
        return read(List.of("gdu", "-npcx", "-o", "-", root.toString()), output -> {
            long items = 0;
            try (JsonParser json = new JsonFactory().createParser(output)) {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token == JsonToken.FIELD_NAME && "name".equals(json.currentName())) {
                        items++;
                    }
                }
            }
            return items;
        });
    }

    private static <T> T read(List<String> command, Reading<T> reading) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            T result = reading.of(process.getInputStream());
            int status = process.waitFor();
            if (status != 0) {
                throw new Trouble(String.join(" ", command) + " ended with " + status);
            }
            return result;
        } catch (IOException e) {
            throw new Trouble(command.getFirst() + " cannot be run or understood: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }

    private interface Reading<T> {
        T of(InputStream output) throws IOException;
    }

    /// Adds up lines of `type device links inode size blocks`, the root first.
    private static final class Adding {
        private final Set<String> linked = new HashSet<>();
        private String device = "";
        private long entries;
        private long directories;
        private long size;
        private long allocated;
        private long directoryAllocated;

        Sums all(BufferedReader lines) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line.split(" ", -1));
            }
            return new Sums(entries, directories, size, allocated, directoryAllocated);
        }

        private void add(String[] fields) {
            device = device.isEmpty() ? fields[1] : device;
            boolean here = fields[1].equals(device);
            if (fields[0].equals("d")) {
                directories++;
                directoryAllocated += here ? BLOCK * Long.parseLong(fields[5]) : 0;
            } else if (here) {
                entries++;
                if (fields[2].equals("1") || linked.add(fields[3])) {
                    size += Long.parseLong(fields[4]);
                    allocated += BLOCK * Long.parseLong(fields[5]);
                }
            }
        }
    }
}
