package io.tidemark.history.rest;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// Streams while nothing looks for events by the clock.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
@Timeout(60)
class EventWakeTest {

    private static final int MANY = 400;
    private static final int LARGE = 20_000;

    @TestHTTPResource("/api/events")
    URI events;

    @Inject
    AgroalDataSource database;

    @Test
    void isWokenByWhatAnotherReplicaRecords() throws Exception {
        try (Stream<String> stream = follow(head())) {
            record("elsewhere-1", 1, 10);

            assertThat(subjects(stream).anyMatch("elsewhere-1"::equals)).isTrue();
        }
    }

    @Test
    void listensAgainAfterItsConnectionWasEnded() throws Exception {
        try (Stream<String> stream = follow(head())) {
            int ended =
                    sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where query like 'LISTEN %'");

            record("elsewhere-2", 1, 10);

            assertThat(ended).isEqualTo(1);
            assertThat(subjects(stream).anyMatch("elsewhere-2"::equals)).isTrue();
        }
    }

    @Test
    void cutsOffAReaderThatDoesNotReadWhileOthersGoOn() throws Exception {
        long start = head();
        double before = cutOff();
        try (Socket stuck = openWithoutReading(start);
                Stream<String> reading = follow(start)) {
            record("flood", MANY, LARGE);

            assertThat(subjects(reading).filter("flood"::equals).limit(MANY)).hasSize(MANY);
            while (cutOff() == before) {
                Thread.onSpinWait();
            }
            assertThat(cutOff()).isEqualTo(before + 1);
            assertThat(rest(stuck)).isLessThan((long) MANY * LARGE);
        }
    }

    @Test
    void beginsAnewForAPlaceThatTheLogNeverHad() throws Exception {
        record("known-1", 1, 10);

        try (Stream<String> stream = follow(head() + 1_000_000)) {
            assertThat(subjects(stream).anyMatch("known-1"::equals)).isTrue();
        }
    }

    private Stream<String> follow(long behind) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Authorization", "Bearer " + Tokens.with("events:read"))
                .header("Last-Event-ID", Long.toString(behind))
                .build();
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private Socket openWithoutReading(long behind) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(events.getHost(), events.getPort()));
        String request = "GET /api/events HTTP/1.1\r\nHost: history\r\nAccept: text/event-stream\r\nLast-Event-ID: "
                + behind + "\r\nAuthorization: Bearer " + Tokens.with("events:read") + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// Bytes until the other side ended the connection.
    private static long rest(Socket socket) throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        InputStream in = socket.getInputStream();
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
            }
        } catch (SocketException reset) {
            return bytes;
        }
        return bytes;
    }

    private static Stream<String> subjects(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("data:"))
                .map(line -> line.replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1"));
    }

    private static double cutOff() {
        return given().get("/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("tidemark_history_event_readers_cut_off_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long head() throws SQLException {
        return sql("select id from event_head");
    }

    /// As another replica of the service does, which shares nothing but the database.
    private void record(String subject, int count, int bytes) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            TenantTransactions.enter(connection, Tenancy.ALL);
            statement.execute("with head as (update event_head set id = id + " + count + " returning id),"
                    + " place as (insert into event_place as p select 'default', " + count + " from head"
                    + " on conflict (tenant) do update set number = p.number + " + count + " returning number)"
                    + " insert into event (id, number, type, subject, server, at, data)"
                    + " select head.id - " + count + " + n, place.number - " + count
                    + " + n, 'io.tidemark.samples.received', '" + subject + "', '" + subject + "', now(),"
                    + " json_build_object('pad', repeat('x', " + bytes + "))::text"
                    + " from head, place, generate_series(1, " + count + ") n");
            connection.commit();
        }
    }

    private int sql(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
