package io.tidemark.history.offline;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.history.DailySnapshots;
import io.tidemark.history.KnownSnapshots;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.NothingDamaged;
import io.tidemark.history.difference.DifferenceEngine;
import io.tidemark.history.difference.DifferenceMaker.Made;
import io.tidemark.history.difference.Differences;
import io.tidemark.history.ingest.ManifestReader;
import io.tidemark.history.rest.StoreResource;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.platform.client.Json;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class VerifyStoreTest {

    private final String url = setting("quarkus.datasource.jdbc.url");
    private final String user = setting("platform.database.owner.user");
    private final String password = setting("platform.database.owner.password");

    @TempDir
    Path folder;

    private final KnownSnapshots known = new KnownSnapshots();
    private Path storeFolder;
    private FolderSnapshotStore store;

    @BeforeEach
    void makeAnEmptyRecord() throws Exception {
        storeFolder = folder.resolve("store");
        store = new FolderSnapshotStore(storeFolder);
        sql("truncate snapshot, server, sample_archive cascade");
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private record Outcome(int code, List<String> lines) {}

    @Test
    void findsNothingWrongWithASoundStore() throws Exception {
        seal("a", 1);
        seal("a", 2);

        Outcome found = verify();

        assertThat(found.code()).isZero();
        assertThat(found.lines()).hasSize(1).first().asString().startsWith("2 snapshots, 6 files, ");
    }

    @Test
    void namesDamagedMissingAndSurplusFiles() throws Exception {
        SnapshotLocation one = seal("a", 1);
        SnapshotLocation two = seal("a", 2);
        SnapshotLocation three = seal("b", 1);
        flipAByte(storeFolder.resolve(one.key()).resolve(SampleSnapshot.ENTRIES));
        Files.delete(storeFolder.resolve(two.key()).resolve(SampleSnapshot.DIRECTORIES));
        Files.writeString(storeFolder.resolve(two.key()).resolve("notes.txt"), "mine");
        Files.writeString(storeFolder.resolve("Other Notes"), "mine");
        Files.delete(storeFolder.resolve(three.key()).resolve("manifest.json"));

        Outcome found = verify();

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).startsWith(one.key() + "/entries-00000.parquet: its SHA-256 is "))
                .contains(
                        two.key() + "/directories-00000.parquet: it is missing",
                        two.key() + "/notes.txt: it does not belong here",
                        "Other Notes: it does not belong here",
                        three.key() + ", which has no manifest.json: it does not belong here");
    }

    @Test
    void takesWhatRetentionTookForGoneOnPurpose() throws Exception {
        SnapshotLocation one = seal("a", 1);
        Files.delete(storeFolder.resolve(one.key()).resolve(SampleSnapshot.ENTRIES));
        Files.writeString(storeFolder.resolve(one.key()).resolve("reduced-to-directories.json"), "{}");

        Outcome found = verify();

        assertThat(found.code()).isZero();
    }

    @Test
    void comparesWithTheRecord() throws Exception {
        SnapshotLocation known = seal("a", 1);
        SnapshotLocation lost = seal("a", 2);
        assertThat(verify(url, user, "--rebuild").code()).isZero();
        store.remove(lost);
        SnapshotLocation unknown = seal("b", 3);

        Outcome found = verify(url, user);

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.lines())
                .hasSize(3)
                .contains(
                        lost.key() + ": it is registered, and nothing is there",
                        unknown.key() + ": it is sealed and not registered");
        assertThat(found.lines()).noneMatch(line -> line.startsWith(known.key()));
    }

    @Test
    void holdsFilesOfSamplesAgainstTheRecord() throws Exception {
        seal("a", 1);
        verify(url, user, "--rebuild");
        Path samples = Files.createDirectories(storeFolder.resolve("samples"));
        Files.writeString(samples.resolve("one.parquet"), "readings");
        String sha256 = Sha256.of("readings".getBytes(StandardCharsets.UTF_8)).hex();
        for (String day : List.of("one 2026-01-01", "two 2026-01-02")) {
            sql("insert into sample_archive values (date '" + day.substring(4) + "', '" + day.substring(0, 3)
                    + ".parquet', 1, 8, '" + sha256 + "', now())");
        }
        Outcome sound = verify(url, user);

        flipAByte(samples.resolve("one.parquet"));
        Outcome damaged = verify(url, user);

        assertThat(sound.lines()).hasSize(2).first().isEqualTo("samples/two.parquet: it is missing");
        assertThat(damaged.code()).isEqualTo(1);
        assertThat(damaged.lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).startsWith("samples/one.parquet: its SHA-256 is "));
    }

    @Test
    void makesALostRecordFromTheManifests() throws Exception {
        SnapshotLocation whole = seal("lost-1", 1);
        SnapshotLocation reduced = seal("lost-1", 2);
        SnapshotLocation damaged = seal("lost-1", 3);
        Files.delete(storeFolder.resolve(reduced.key()).resolve(SampleSnapshot.ENTRIES));
        Files.writeString(storeFolder.resolve(reduced.key()).resolve("reduced-to-directories.json"), "{}");
        flipAByte(storeFolder.resolve(damaged.key()).resolve(SampleSnapshot.ENTRIES));

        Outcome rebuilt = verify(url, user, "--rebuild");

        assertThat(rebuilt.code()).isEqualTo(1);
        assertThat(rebuilt.lines())
                .hasSize(3)
                .contains("2 snapshots were registered from their manifests")
                .anySatisfy(line -> assertThat(line).startsWith(damaged.key() + "/entries-00000.parquet: "));
        get("/api/snapshots?server=lost-1").body("items", hasSize(2));
        get("/api/snapshots/" + whole.id())
                .body("entries", equalTo(5))
                .body("detail", equalTo("full"))
                .body("parts", hasSize(2));
        get("/api/snapshots/" + reduced.id())
                .body("detail", equalTo("directories"))
                .body("parts", hasSize(1));
        assertThat(verify(url, user, "--rebuild").lines()).contains("0 snapshots were registered from their manifests");
    }

    @Test
    void saysWhenItCannotTell() throws Exception {
        seal("a", 1);

        Outcome noDatabase = verify("jdbc:postgresql://127.0.0.1:1/nothing", user);
        int noStore = VerifyStore.run(List.of(folder.resolve("nowhere").toString()), Map.of(), stream(), stream());

        assertThat(noDatabase.code()).isEqualTo(2);
        assertThat(noStore).isEqualTo(2);
    }

    @Test
    void rebuildsWhatIsKeptAsADifference() throws Exception {
        Snapshot base = sealDaily(11);
        Snapshot kept = keepAsDifference(sealDaily(10), base);

        assertThat(verify().lines()).hasSize(1).first().asString().endsWith(" 0 problems");
        assertThat(verify(url, user, "--rebuild").lines()).contains("2 snapshots were registered from their manifests");
        assertThat(verify(url, user).lines()).noneMatch(line -> line.contains("the record has it in another form"));
        get("/api/snapshots/" + kept.id())
                .body("difference.base", equalTo(base.id().toString()))
                .body("parts", hasSize(2));

        flipAByte(storeFolder.resolve(kept.location().key()).resolve("entries-00000.parquet.difference"));
        assertThat(verify().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(kept.location().key() + "/entries-00000.parquet: its difference is damaged: "));
        store.remove(base.location());
        assertThat(verify(url, user).lines())
                .anySatisfy(line -> assertThat(line).contains("directories-00000.parquet: its base " + base.id()));
    }

    private Snapshot sealDaily(int day) throws IOException {
        SampleSnapshot made = DailySnapshots.of(store.staging(), "daily-1", day);
        byte[] manifest = made.manifestBytes();
        Snapshot snapshot = new ManifestReader(Json.lenient(), 1 << 20)
                .read(made.id(), new ByteArrayInputStream(manifest))
                .manifest()
                .toSnapshot(Instant.EPOCH);
        store.seal(snapshot.location(), made.folder(), manifest);
        known.add(snapshot, manifest);
        return snapshot;
    }

    private Snapshot keepAsDifference(Snapshot sealed, Snapshot base) throws IOException {
        NothingDamaged nothing = new NothingDamaged();
        Contents contents = new Contents(
                store,
                known,
                nothing,
                nothing,
                new Known(Duration.ofMinutes(1), InstantSource.system()),
                InstantSource.system());
        DifferenceEngine engine = new DifferenceEngine(1, "256MB", Duration.ofMinutes(1));
        Made made = new Differences(known, contents, engine, Json.lenient())
                .make(sealed.id(), base.id(), Files.createTempDirectory(folder, "work"))
                .orElseThrow();
        for (Map.Entry<StoredName, Path> file : made.files().entrySet()) {
            store.put(sealed.location(), file.getKey(), file.getValue());
        }
        for (Part part : sealed.parts()) {
            store.delete(sealed.location(), StoredName.of(part.file()));
        }
        return sealed;
    }

    private SnapshotLocation seal(String server, int day) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createTempDirectory(store.staging(), "made"), server);
        String at = "2026-01-0" + day + "T12:00:00Z";
        snapshot.manifest().put("startedAt", at).put("finishedAt", at);
        SnapshotLocation location = SnapshotLocation.of(new ServerName(server), Instant.parse(at), snapshot.id());
        store.seal(location, snapshot.folder(), snapshot.manifestBytes());
        return location;
    }

    private Outcome verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of(storeFolder.toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = VerifyStore.run(
                arguments,
                Map.of("PLATFORM_DATABASE_PASSWORD", password),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                stream());
        return new Outcome(code, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static PrintStream stream() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private static io.restassured.response.ValidatableResponse get(String path) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.as("reader", "snapshots:read"))
                .get(path)
                .then()
                .statusCode(200);
    }

    private static void flipAByte(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }
}
