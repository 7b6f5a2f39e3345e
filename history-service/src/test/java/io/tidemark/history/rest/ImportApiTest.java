package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

/// Recorded inventories on their way to snapshots.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class ImportApiTest {

    private static final String CSV = """
            Path,Bytes,Last Modified,Owner
            /mnt/home/a/x.txt,100,2026-01-02 03:04:05,eva
            "/mnt/home/a/with ""quotes"", and comma.LOG",200,2026-01-02T03:04:05Z,
            /mnt/home/y,300,1767323045,otto
            """;

    @TempDir
    Path folder;

    @Test
    void aListBecomesAnOrdinarySnapshotThatNamesWhatItLacks() throws Exception {
        Response made = take("imp-1", "csv", "&root=/home&prefix=/mnt/home&columns=size=Bytes", CSV);

        made.then()
                .statusCode(201)
                .body("snapshot.root", equalTo("/home"))
                .body("snapshot.entries", equalTo(3))
                .body("snapshot.directories", equalTo(2))
                .body("snapshot.sizeBytes", equalTo(600))
                .body("columns", hasEntry("modified", "Last Modified"));
        String id = made.path("snapshot.id");
        Agent.reader()
                .get("/api/snapshots/" + id + "/manifest")
                .then()
                .body("importedFrom", equalTo("csv"))
                .body("lastAccess.trusted", equalTo(false))
                .body("lacking", hasItems("allocated", "accessed", "inode", "mode"))
                .body("lacking", not(hasItems("modified")));
        assertThat(rows(id, "entries", "directory, name, extension, size, modified, owner, inode, counted"))
                .containsExactly(
                        "/home|y||300|2026-01-02 03:04:05+00|otto|null|true",
                        "/home/a|with \"quotes\", and comma.LOG|log|200|2026-01-02 03:04:05+00|null|null|true",
                        "/home/a|x.txt|txt|100|2026-01-02 03:04:05+00|eva|null|true");
        assertThat(rows(id, "directories", "path, parent, depth, files, directories, total_files, total_size"))
                .containsExactly("/home|null|0|1|1|3|600", "/home/a|/home|1|2|0|2|300");
    }

    @Test
    void theVerySameListAgainIsTheSameSnapshot() {
        Response first = take("imp-2", "csv", "&root=/home&prefix=/mnt/home&columns=size=Bytes", CSV);

        Response again = take("imp-2", "csv", "&root=/home&prefix=/mnt/home&columns=size=Bytes", CSV);

        again.then().statusCode(200).body("snapshot.id", equalTo(first.path("snapshot.id")));
    }

    @Test
    void listsAreComparedByPathAndTheBasisSaysWhy() {
        String first = take("imp-3", "csv", "&root=/home", "path,size\n/home/a,1\n/home/b,2\n/home/c,3\n")
                .path("snapshot.id");
        String second = take(
                        "imp-3", "csv", "&root=/home&at=2026-01-06", "path,size\n/home/a,1\n/home/b,5\n/home/d,3\n")
                .path("snapshot.id");

        Agent.reader()
                .get("/api/snapshots/compare/changes?from=" + first + "&to=" + second)
                .then()
                .statusCode(200)
                .body("items.kind", containsInAnyOrder("created", "deleted", "grown"));
        Agent.reader()
                .get("/api/snapshots/compare?from=" + first + "&to=" + second)
                .then()
                .body("to.lacking", hasItems("inode", "allocated", "modified"))
                .body("before.sizeBytes", equalTo(6))
                .body("after.sizeBytes", equalTo(9));
        Agent.reader()
                .get("/api/search/history?server=imp-3&path=/home/b")
                .then()
                .body("items.change", contains("grown", null))
                .body("basis[0].lacking", hasItems("inode"));
    }

    /// Recorded from ncdu 1.18 with `-e`, with two folders added that it could or should not look into.
    @Test
    void readsWhatNcduExports() throws Exception {
        String export = """
                [1,2,{"progname":"ncdu","progver":"1.18","timestamp":1795260384},
                [{"name":"/tmp/tt","asize":4096,"dsize":4096,"dev":65024,"uid":0,"gid":0,"mode":16877,"mtime":1795260384},
                {"name":"zweit","asize":5000,"dsize":8192,"uid":0,"gid":0,"mode":33188,"mtime":1795260384,"ino":2927406,"hlnkc":true,"nlink":2},
                [{"name":"a b","asize":4096,"dsize":4096,"uid":0,"gid":0,"mode":16877,"mtime":1795260384},
                {"name":"f.TXT","asize":5000,"dsize":8192,"uid":0,"gid":0,"mode":33188,"mtime":1795260384,"ino":2927406,"hlnkc":true,"nlink":2}],
                [{"name":"locked","asize":4096,"dsize":4096,"read_error":true}],
                {"name":"proc","excluded":"kernfs"},
                {"name":"sym","asize":5,"uid":0,"gid":0,"mode":41471,"mtime":1795260384,"notreg":true},
                {"name":"new\\nline","asize":3,"dsize":4096,"uid":0,"gid":0,"mode":33188,"mtime":1795260384}]]
                """;

        Response made = take("imp-4", "ncdu", "&root=/srv&prefix=/tmp/tt", export);

        made.then()
                .statusCode(201)
                .body("snapshot.entries", equalTo(4))
                .body("snapshot.directories", equalTo(4))
                .body("snapshot.sizeBytes", equalTo(5008))
                .body("snapshot.allocatedBytes", equalTo(12288))
                .body("snapshot.errors", equalTo(1));
        String id = made.path("snapshot.id");
        assertThat(rows(id, "entries", "directory, name, type, size, inode, device, mode, counted"))
                .containsExactly(
                        "/srv|new\nline|file|3|null|65024|33188|true",
                        "/srv|sym|symlink|5|null|65024|41471|true",
                        "/srv|zweit|file|5000|null|65024|33188|false",
                        "/srv/a b|f.TXT|file|5000|null|65024|33188|true");
        assertThat(rows(id, "directories", "path, error, own_size, total_allocated"))
                .containsExactly(
                        "/srv|null|4096|12288",
                        "/srv/a b|null|4096|8192",
                        "/srv/locked|other|4096|0",
                        "/srv/proc|mount-point|0|0");
    }

    /// Recorded from gdu 5.22.
    @Test
    void readsWhatGduExports() {
        String export = """
                [1,2,{"progname":"gdu","progver":"5.22.0-1+b1","timestamp":1795260384},
                [{"name":"/tmp/tt","mtime":1795260384},
                {"name":"zweit","asize":5000,"dsize":8192,"mtime":1795260384},
                {"name":"new\\nline","asize":3,"dsize":4096,"mtime":1795260384},
                [{"name":"a b","mtime":1795260384},
                {"name":"f.TXT","asize":5000,"dsize":8192,"mtime":1795260384,"ino":2927406,"hlnkc":true}],
                {"name":"sym","asize":5,"mtime":1795260384,"notreg":true}]]
                """;

        take("imp-5", "gdu", "&root=/srv&prefix=/tmp/tt", export)
                .then()
                .statusCode(201)
                .body("snapshot.entries", equalTo(4))
                .body("snapshot.sizeBytes", equalTo(5008))
                .body("snapshot.allocatedBytes", equalTo(12288))
                .body("snapshot.directories", equalTo(2));
    }

    @Test
    void readsS3InventoriesInSeveralGzipFilesOneBehindTheOther() throws Exception {
        byte[] first = gzip("""
                "b","logs/2026/a%20b.gz","true","false","10","2026-01-02T03:04:05.000Z"
                "b","logs/2026/a%20b.gz","false","false","99","2026-01-01T03:04:05.000Z"
                """);
        byte[] second = gzip("""
                "b","logs/gone","true","true","","2026-01-02T03:04:05.000Z"
                "b","logs/","true","false","0","2026-01-02T03:04:05.000Z"
                "b","top","true","false","7","2026-01-02T03:04:05.000Z"
                """);
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        Response made = post(
                "imp-6",
                "s3-inventory",
                "&root=/bucket&schema=Bucket,Key,IsLatest,IsDeleteMarker,Size,LastModifiedDate",
                both);

        made.then().statusCode(201).body("snapshot.entries", equalTo(2)).body("snapshot.sizeBytes", equalTo(17));
        assertThat(rows(made.path("snapshot.id"), "entries", "directory, name"))
                .containsExactly("/bucket|top", "/bucket/logs/2026|a b.gz");
    }

    @Test
    void readsTheLayoutOfDaysAndShares() throws Exception {
        Path file = folder.resolve("home.parquet");
        sql("COPY (SELECT '/home/u' || i AS path, i * 10 AS size_bytes, TIMESTAMP '2026-01-01 00:00:00' AS mtime FROM"
                + " range(1, 4) t(i)) TO '" + file + "' (FORMAT parquet)");

        Response made = post("imp-7", "layout", "&file=snapshots/2026-01-05/home.parquet", Files.readAllBytes(file));

        made.then()
                .statusCode(201)
                .body("snapshot.root", equalTo("/home"))
                .body("snapshot.startedAt", equalTo("2026-01-05T00:00:00Z"))
                .body("snapshot.sizeBytes", equalTo(60))
                .body("columns.size", equalTo("size_bytes"));
    }

    @Test
    void readsAParquetFileOfManyRows() throws Exception {
        Path file = folder.resolve("many.parquet");
        sql("COPY (SELECT '/home/d' || i % 7 || '/u' || i AS path, 10 AS size, repeat('x', 50) AS other FROM"
                + " range(220000) t(i)) TO '" + file + "' (FORMAT parquet)");

        Response made = post("imp-11", "parquet", "&root=/home", Files.readAllBytes(file));

        made.then()
                .statusCode(201)
                .body("snapshot.entries", equalTo(220_000))
                .body("snapshot.directories", equalTo(8))
                .body("snapshot.sizeBytes", equalTo(2_200_000));
    }

    @Test
    void namesTheRowOfAParquetFileWhoseTextIsTooLong() throws Exception {
        Path file = folder.resolve("long.parquet");
        sql(
                "COPY (SELECT '/home/' || CASE i WHEN 3 THEN repeat('x', 100000) ELSE i::VARCHAR END AS path, 1 AS size FROM"
                        + " range(5) t(i)) TO '" + file + "' (FORMAT parquet)");

        Response refused = post("imp-12", "parquet", "&root=/home", Files.readAllBytes(file));

        refused.then().statusCode(422).body("detail", containsString("row 4: a cell has more than 4096 characters"));
    }

    @Test
    void refusesWithTheLineAndKeepsNothing() {
        Response refused = take("imp-8", "csv", "&root=/home", "path,size\n/home/a,1\n/elsewhere/b,2\n");

        refused.then()
                .statusCode(422)
                .body("code", equalTo("inventory-unreadable"))
                .body("detail", containsString("line 3: '/elsewhere/b' does not begin with '/home'"));
        Agent.reader().get("/api/snapshots?server=imp-8").then().body("items.size()", equalTo(0));
    }

    @Test
    void refusesParametersThatAreNone() {
        take("imp-9", "tar", "&root=/home", "").then().statusCode(422).body("detail", containsString("csv"));
        take("imp-9", "csv", "&root=home", "path,size\n").then().statusCode(422);
        take("imp-9", "csv", "", "path,size\n").then().statusCode(422);
        take("imp-9", "csv", "&root=/home&columns=nothing", "path,size\n")
                .then()
                .statusCode(422);
        take("imp-9", "layout", "&file=home.parquet", "").then().statusCode(422);
    }

    @Test
    void refusesCallersWhoMayNot() {
        given().auth()
                .oauth2(Tokens.with("snapshots:read", "snapshots:write"))
                .contentType("text/csv")
                .body("path,size\n")
                .post("/api/snapshots/import?server=imp-10&format=csv&root=/&at=2026-01-05")
                .then()
                .statusCode(403);
    }

    private static Response take(String server, String format, String more, String content) {
        return post(server, format, more, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Response post(String server, String format, String more, byte[] content) {
        RequestSpecification request = given().auth().oauth2(Tokens.with("snapshots:execute"));
        String at = format.equals("layout") || more.contains("&at=") ? "" : "&at=2026-01-05T00:00:00Z";
        return request.contentType("application/octet-stream")
                .urlEncodingEnabled(false)
                .body(content)
                .post("/api/snapshots/import?server=" + server + "&format=" + format + at + more);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /// Rows of one table as it can be downloaded.
    private List<String> rows(String id, String table, String columns) throws Exception {
        Path file = folder.resolve(id + table);
        byte[] content = Agent.reader()
                .get("/api/snapshots/" + id + "/parts/" + table + "-00000.parquet")
                .asByteArray();
        Files.write(file, content);
        return sql("SELECT concat_ws('|', " + columns.replaceAll("(\\w+)", "coalesce($1::VARCHAR, 'null')")
                + ") FROM read_parquet('" + file + "')");
    }

    private static List<String> sql(String query) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            List<String> found = new ArrayList<>();
            if (statement.execute(query)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        }
    }
}
