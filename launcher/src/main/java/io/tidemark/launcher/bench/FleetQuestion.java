package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is asked of a made fleet: over REST, and in plain SQL over the same snapshots.
///
/// `%d` is the number of rows wanted; another number is another question, so that no answer is given
/// again. Plain SQL reads the macros `e()` and `d()`, the entries and directories of all servers with
/// the server's name.
enum FleetQuestion {
    FOLDER("folder, all servers", 50, "/api/folders/srv/projects?limit=%d", "name sizeBytes", """
            SELECT concat_ws('|', name, size) FROM (
              SELECT server, name, size FROM e() WHERE directory = '/srv/projects' UNION ALL
              SELECT server, substr(path, 15), total_size FROM d() WHERE parent = '/srv/projects')
            ORDER BY size DESC, server, name LIMIT %d"""),
    TREE("tree of a server", 50, "/api/folders/srv/tree?server=server-003&depth=2&minBytes=%d", "", ""),
    TREES("trees of all servers", 50, "/api/folders/srv/tree?depth=1&minBytes=%d", "", ""),
    TYPES("types below a folder, all servers", 50, "/api/folders/srv/projects/types?limit=%d", "key sizeBytes", """
            SELECT concat_ws('|', extension, sum(size) FILTER (counted)) FROM e()
            WHERE directory >= '/srv/projects' AND directory < '/srv/projects0'
            GROUP BY extension ORDER BY sum(size) FILTER (counted) DESC, extension LIMIT %d"""),
    TIMELINE(
            "timeline of a folder, all servers",
            50,
            "/api/folders/srv/projects/timeline?limit=2%d",
            "server sizeBytes",
            """
            SELECT concat_ws('|', server, total_size) FROM d() WHERE path = '/srv/projects' ORDER BY server LIMIT 2%d"""),
    HEAVY("heavy files", 200, "/api/analytics/heavy-files?limit=%d", "server path sizeBytes", """
            SELECT concat_ws('|', server, directory || '/' || name, size) FROM e() WHERE type = 'file' AND counted
            ORDER BY size DESC, server, directory, name LIMIT %d"""),
    HEAVY_OF_OWNER(
            "heavy files of an owner",
            1500,
            "/api/analytics/heavy-files?owner=user-7&limit=%d",
            "server path sizeBytes",
            """
            SELECT concat_ws('|', server, directory || '/' || name, size) FROM e()
            WHERE type = 'file' AND counted AND owner = 'user-7'
            ORDER BY size DESC, server, directory, name LIMIT %d"""),
    OWNERS("distribution by owner", 200, "/api/analytics/distribution?by=owner&limit=%d", "key entries sizeBytes", """
            SELECT concat_ws('|', coalesce(owner, CAST(uid AS VARCHAR)), count(*), sum(size) FILTER (counted)) FROM e()
            GROUP BY coalesce(owner, CAST(uid AS VARCHAR))
            ORDER BY sum(size) FILTER (counted) DESC LIMIT %d"""),
    AGES("distribution by age", 200, "/api/analytics/distribution?by=age&limit=%d", "", ""),
    ENDINGS_OF_AN_OWNER(
            "extensions of an owner",
            1500,
            "/api/analytics/distribution?by=extension&owner=user-7&limit=%d",
            "key entries sizeBytes allocatedBytes",
            """
            SELECT concat_ws('|', extension, count(*), sum(size) FILTER (counted), sum(allocated) FILTER (counted))
            FROM e() WHERE owner = 'user-7'
            GROUP BY extension ORDER BY sum(size) FILTER (counted) DESC LIMIT %d"""),
    GROWTH("growth by owner", 200, "/api/analytics/growth?by=owner" + FleetQuestion.PERIOD, "", ""),
    GROWTH_OF_A_TYPE(
            "growth by owner, logs only",
            1500,
            "/api/analytics/growth?by=owner&extension=log" + FleetQuestion.PERIOD,
            "",
            ""),
    GROWTH_OF_LARGE_FILES(
            "growth by owner, files above 1 MB",
            1500,
            "/api/analytics/growth?by=owner&minBytes=1000001" + FleetQuestion.PERIOD,
            "",
            ""),
    INACTIVE("inactive files", 1000, "/api/analytics/inactive-files?days=365&limit=%d", "", ""),
    ADVANCED("search by attributes", 1500, "", "server path sizeBytes", """
            SELECT concat_ws('|', server, directory || '/' || name, size) FROM e()
            WHERE extension IN ('iso', 'bak') AND size >= 1000000 AND modified < TIMESTAMPTZ '2025-11-20 00:00:00Z'
            ORDER BY size DESC, server, directory, name LIMIT %d"""),
    SUBSTRING("substring, rare", 2500, "/api/search?q=udget-2026-07-1234&limit=%d", "server path", """
            SELECT concat_ws('|', server, directory || '/' || name) FROM e() WHERE name ILIKE '%%udget-2026-07-1234%%'
            ORDER BY server, directory, name LIMIT %d"""),
    GLOB("glob, rare", 2500, "/api/search?q=contract_final-4999*7.pdf&limit=%d", "server path", """
            SELECT concat_ws('|', server, directory || '/' || name) FROM e() WHERE name ILIKE 'contract\\_final-4999%%7.pdf' ESCAPE '\\'
            ORDER BY server, directory, name LIMIT %d"""),
    REGEX(
            "regular expression, rare",
            4000,
            "/api/search?q=^minutes.*-12[38]456\\.p[dn][fg]$&match=regex&limit=%d",
            "server path",
            """
            SELECT concat_ws('|', server, directory || '/' || name) FROM e()
            WHERE regexp_matches(name, '^minutes.*-12[38]456\\.p[dn][fg]$') ORDER BY server, directory, name LIMIT %d"""),
    CROWDED(
            "folders with most entries",
            1500,
            "/api/analytics/folders?by=most-entries&limit=%d",
            "server path entries",
            """
            SELECT concat_ws('|', server, path, files + directories) FROM d()
            ORDER BY files + directories DESC, server, path LIMIT %d"""),
    FLEET("comparison of servers", 50, "/api/analytics/fleet?by=size&leastGroup=%d", "", ""),
    UNLIKE("servers unlike their group", 50, "/api/analytics/fleet/unlike?of=tag:role&leastGroup=%d", "", ""),
    DUPLICATES(
            "candidates for duplicates",
            4000,
            "/api/analytics/duplicates?limit=%d",
            "name sizeBytes copies servers reclaimableBytes",
            """
            SELECT concat_ws('|', name, size, sum(n), count(*), sum(bytes) - max(largest)) FROM (
              SELECT name, size, server, count(*) AS n, sum(allocated) AS bytes, max(allocated) AS largest FROM e()
              WHERE type = 'file' AND counted AND size > 0 GROUP BY name, size, server)
            GROUP BY name, size HAVING sum(n) > 1
            ORDER BY sum(bytes) - max(largest) DESC, md5_number_lower(name || '/' || size) >> 1 LIMIT %d"""),
    DUPLICATES_OF_A_TYPE(
            "candidates for duplicates, images only",
            4000,
            "/api/analytics/duplicates?extension=iso&limit=%d",
            "name sizeBytes copies servers reclaimableBytes",
            """
            SELECT concat_ws('|', name, size, sum(n), count(*), sum(bytes) - max(largest)) FROM (
              SELECT name, size, server, count(*) AS n, sum(allocated) AS bytes, max(allocated) AS largest FROM e()
              WHERE type = 'file' AND counted AND size > 0 AND extension = 'iso' GROUP BY name, size, server)
            GROUP BY name, size HAVING sum(n) > 1
            ORDER BY sum(bytes) - max(largest) DESC, md5_number_lower(name || '/' || size) >> 1 LIMIT %d"""),
    COST("cost by owner", 200, "/api/analytics/cost?by=owner&limit=%d", "", ""),
    SAVINGS("savings by owner", 1500, "/api/analytics/savings?to=cold&days=365&by=owner&limit=%d", "", ""),
    CONSUMERS("kinds of folders", 1500, "/api/analytics/consumers?by=folder&limit=%d", "", "");

    private static final String PERIOD = "&from=2026-11-20T12:00:00Z&to=2026-11-21T00:00:00Z&limit=%d";

    private final String shown;
    private final double limitMillis;
    private final String path;
    private final List<String> fields;
    private final String sql;

    /// @param path empty where it is asked with a body
    /// @param fields of each item that the rows of `sql` tell too, separated by spaces
    /// @param sql empty where no single SELECT tells the same
    FleetQuestion(String shown, double limitMillis, String path, String fields, String sql) {
        this.shown = shown;
        this.limitMillis = limitMillis;
        this.path = path;
        this.fields = Arrays.asList(fields.split(" ", -1));
        this.sql = sql;
    }

    /// Those in whose names a regular expression is found.
    static List<FleetQuestion> named(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return Arrays.stream(values())
                .filter(question -> pattern.matcher(question.shown).find())
                .toList();
    }

    String shown() {
        return shown;
    }

    /// For one client, where nothing of the answer is remembered.
    double limitMillis() {
        return limitMillis;
    }

    boolean hasSql() {
        return !sql.isEmpty();
    }

    String sql(int rows) {
        return sql.formatted(rows);
    }

    /// Asks over REST.
    JsonNode ask(Api api, int rows) {
        return path.isEmpty()
                ? api.post(Service.ANALYTICS, "/api/search/advanced", Condition.withRows(rows))
                : api.get(Service.ANALYTICS, encoded(path.formatted(rows)));
    }

    /// The same for a clock: to the last byte of the answer, which is not read.
    void take(Api api, int rows) {
        if (path.isEmpty()) {
            api.take(Service.ANALYTICS, "/api/search/advanced", Condition.withRows(rows));
        } else {
            api.take(Service.ANALYTICS, encoded(path.formatted(rows)), null);
        }
    }

    /// What plain SQL tells in its only column.
    List<String> rows(JsonNode answer) {
        List<String> rows = new ArrayList<>();
        answer.path("items")
                .forEach(item -> rows.add(
                        fields.stream().map(field -> item.path(field).asText()).collect(Collectors.joining("|"))));
        return rows;
    }

    private static String encoded(String path) {
        return path.replace("^", "%5E").replace("\\", "%5C").replace("[", "%5B").replace("]", "%5D");
    }

    private static final class Condition {
        private Condition() {}

        static JsonNode withRows(int rows) {
            try {
                return new com.fasterxml.jackson.databind.ObjectMapper().readTree("""
                        {"where":{"and":[{"extension":["iso","bak"]},{"size":{"from":1000000}},
                          {"modified":{"before":"2025-11-20T00:00:00Z"}}]},"sort":"size","limit":%d}""".formatted(rows));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
