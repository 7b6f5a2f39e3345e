package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// A made tree, scanned as a user does it, against `find` and `du`.
@ExtendWith(RunningStack.class)
class ScanTest {

    @Test
    void findsWhatFindAndDuFindToTheLastEntryAndByte(Started stack) {
        Path root = stack.emptyFolder("tree");
        Tree.make(root);

        Launcher.Result up = stack.launcher().run("up", "--scan", root.toString());

        assertThat(up.exit()).as(up.text()).isZero();
        JsonNode snapshot = newest(stack, root);
        assertThat(snapshot.path("entries").asLong())
                .isEqualTo(Shell.number(root, "find . ! -type d -printf x | wc -c"));
        assertThat(snapshot.path("directories").asLong())
                .isEqualTo(Shell.number(root, "find . -type d -printf x | wc -c"));
        assertThat(snapshot.path("sizeBytes").asLong()).isEqualTo(onceEachInode(root, "%s"));
        assertThat(snapshot.path("allocatedBytes").asLong()).isEqualTo(512 * onceEachInode(root, "%b"));
        long du = Shell.number(root, "du -s --block-size=1 . | cut -f1");
        assertThat(up.text()).contains(String.format(Locale.ROOT, "(%,d B), directories' own blocks included", du));
        assertThat(snapshot.path("coverage").asDouble()).isEqualTo(1.0);
    }

    @Test
    void tellsInTheSummaryWhatTheServicesAnswer(Started stack) {
        Path root = stack.emptyFolder("summary");
        Tree.make(root);

        Launcher.Result up = stack.launcher().run("up", "--scan", root.toString());

        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(up.text())
                .contains("Everything runs already.")
                .contains("1.0 GiB (1,073,741,824 B)  " + root + "/special/sparse.img")
                .contains("4.8 MiB (5,000,000 B)      " + root + "/plain/largest.bin")
                .containsPattern("1\\.0 GiB \\(1,073,741,824 B\\) +" + root + "/special\n")
                .containsPattern("Usage by extension\n +img +1 entries")
                .containsPattern("Usage by owner\n +\\S+ +3\\d\\d entries +100\\.0 %")
                .contains("Volume ")
                .contains("not enough history yet: ")
                .contains("Alerts that fire")
                .contains("forecast-service   " + stack.layout().address(Service.FORECAST) + "/openapi")
                .contains("./stack token");
    }

    @Test
    void findsNamesThatAreNotTextAndNamesWithANewline(Started stack) {
        Path root = stack.emptyFolder("strange");
        Tree.make(root);

        stack.launcher().run("up", "--scan", root.toString());

        JsonNode children = stack.api()
                .get(Service.ANALYTICS, "/api/folders/" + Api.segments(root + "/names"))
                .path("items");
        assertThat(children.findValuesAsText("name"))
                .contains("new\nline.txt", "ünïcode.TXT")
                .hasSize(3);
        assertThat(children.findValuesAsText("rawName")).containsExactly("bGF0aW4t6S50eHQ=");
    }

    @Test
    void goesOnBehindAFolderItMayNotReadAndSaysSo(Started stack) throws IOException {
        Path root = stack.emptyFolder("closed");
        Path closed = Files.createDirectory(root.resolve("closed"));
        Files.writeString(closed.resolve("unseen"), "unseen");
        Files.writeString(root.resolve("seen"), "seen");
        Shell.run(root, "chmod 0 closed");
        assumeTrue(
                !RunningStack.isRoot()
                        || !RunningStack.withoutRightToReadEverything().isEmpty(),
                "root, and no setpriv here");

        Launcher.Result up = stack.launcher().run("up", "--scan", root.toString());

        Shell.run(root, "chmod 700 closed");
        assertThat(up.exit()).as(up.text()).isZero();
        JsonNode snapshot = newest(stack, root);
        assertThat(snapshot.path("entries").asLong()).isEqualTo(1);
        assertThat(snapshot.path("directories").asLong()).isEqualTo(2);
        assertThat(snapshot.path("errors").asLong()).isEqualTo(1);
        assertThat(snapshot.path("coverage").asDouble()).isLessThan(1.0);
        assertThat(up.text()).contains("1 could not be read").contains(closed.toString());
    }

    private static JsonNode newest(Started stack, Path root) {
        JsonNode items = stack.api()
                .get(Service.HISTORY, "/api/snapshots/latest?root=" + Api.encode(root.toString()))
                .path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static long onceEachInode(Path root, String figure) {
        return Shell.number(
                root,
                "find . ! -type d -printf '%D:%i " + figure
                        + "\\n' | sort -u | { sum=0; while read -r _ n; do sum=$((sum+n)); done; echo $sum; }");
    }
}
