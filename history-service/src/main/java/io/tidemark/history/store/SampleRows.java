package io.tidemark.history.store;

import io.tidemark.history.sample.Archive;
import io.tidemark.history.sample.Bucket;
import io.tidemark.history.sample.Day;
import io.tidemark.history.sample.Mark;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// Reads rows of the queries in [SampleSql].
final class SampleRows {

    private SampleRows() {}

    static Sample sample(Object[] row) {
        return new Sample(
                server(row),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                text(row[4]),
                Rows.instant(row[5]),
                Rows.number(row[6]),
                Rows.number(row[7]),
                Rows.number(row[8]),
                Rows.number(row[9]),
                Rows.number(row[10]),
                Rows.number(row[11]));
    }

    static Bucket bucket(Object[] row) {
        return new Bucket(
                server(row),
                (String) row[1],
                Rows.instant(row[2]),
                Rows.number(row[3]),
                Rows.instant(row[4]),
                Rows.instant(row[5]),
                Rows.number(row[6]),
                Rows.number(row[7]),
                Rows.number(row[8]),
                Rows.number(row[9]),
                Rows.number(row[10]),
                Rows.number(row[11]),
                Rows.number(row[12]),
                Rows.number(row[13]),
                Rows.number(row[14]),
                Rows.number(row[15]));
    }

    static Mark mark(Object[] row) {
        return new Mark(
                server(row),
                (String) row[1],
                Rows.instant(row[2]),
                Mark.Kind.valueOf(((String) row[3]).toUpperCase(Locale.ROOT)),
                new Mark.Side(
                        Rows.instant(row[4]),
                        (String) row[5],
                        (String) row[6],
                        text(row[7]),
                        Rows.number(row[8]),
                        Rows.number(row[9])),
                new Mark.Side(
                        Rows.instant(row[2]),
                        (String) row[10],
                        (String) row[11],
                        text(row[12]),
                        Rows.number(row[13]),
                        Rows.number(row[14])));
    }

    static Day day(Object[] row) {
        return new Day(
                server(row),
                (String) row[1],
                Rows.day(row[2]),
                Rows.number(row[3]),
                Rows.number(row[4]),
                Rows.number(row[5]),
                Rows.number(row[6]),
                Rows.number(row[7]),
                Rows.number(row[8]));
    }

    static Archive archive(Object[] row) {
        String servers = (String) row[5];
        return new Archive(
                Rows.day(row[0]),
                (String) row[1],
                Rows.number(row[2]),
                Rows.number(row[3]),
                (String) row[4],
                servers.isEmpty() ? List.of() : List.of(servers.split(",", -1)),
                Rows.instant(row[6]));
    }

    private static ServerName server(Object[] row) {
        return new ServerName((String) row[0]);
    }

    private static @Nullable String text(@Nullable Object column) {
        return (String) column;
    }
}
