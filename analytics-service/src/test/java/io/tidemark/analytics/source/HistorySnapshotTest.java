package io.tidemark.analytics.source;

import io.tidemark.platform.client.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistorySnapshotTest {
    private static final String PART = """
            {"file":"%s-00000.parquet","kind":"%s","rows":1,"bytes":2,"sha256":"%s"}""";
    private static final String DIRECTORIES = PART.formatted("directories", "directories", "a".repeat(64));
    private static final String ENTRIES = PART.formatted("entries", "entries", "b".repeat(64));

    @Test
    void saysWhatRetentionLeftOfASnapshot() throws Exception {
        Snapshot reduced = read("directories", false, DIRECTORIES);

        assertThat(reduced.lacking()).isEqualTo("retention kept only its directories");
        assertThat(reduced.hasFoldersAlone()).isTrue();
        assertThat(HistorySnapshot.of(reduced).checked()).isEqualTo(reduced);
    }

    @Test
    void damagedFoldersAreNoFolders() throws Exception {
        assertThat(read("directories", true, DIRECTORIES).hasFoldersAlone()).isFalse();
    }

    @Test
    void saysThatASnapshotIsDamaged() throws Exception {
        Snapshot damaged = read("full", true, DIRECTORIES + "," + ENTRIES);

        assertThat(damaged.lacking()).isEqualTo("history found it damaged and could not repair it yet");
    }

    @Test
    void wholeSnapshotLacksNothing() throws Exception {
        Snapshot whole = read("full", false, DIRECTORIES + "," + ENTRIES);

        assertThat(whole.lacking()).isEmpty();
    }

    private static Snapshot read(String detail, boolean damaged, String parts) throws Exception {
        String text = """
                {"id":"019aa5b2-6c00-7a31-8d2e-5f0c1b2a3d4e","server":"web-1","root":"/","startedAt":"2026-11-21T05:00:00Z",
                 "finishedAt":"2026-11-21T05:00:09Z","coverage":1.0,"errors":0,"detail":"%s","damaged":%s,"parts":[%s]}
                """.formatted(detail, damaged, parts);
        return Json.lenient().readValue(text, HistorySnapshot.class).checked();
    }
}
