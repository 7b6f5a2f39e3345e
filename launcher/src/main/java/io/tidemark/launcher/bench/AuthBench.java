package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Http;
import io.tidemark.launcher.client.SignIn;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What security costs: the check of a token, a decision over many rights, sign-ins that wait, and the audit log.
public final class AuthBench {
    private static final Set<Service> SERVICES = Set.of(Service.AUTH, Service.SCAN, Service.ALERT);
    private static final int CHECKS = 3_000;
    private static final int OWN_CHECKS = 300;
    private static final int DECISIONS = 2_000;
    private static final int SIGN_INS = 200;
    private static final int FIRST_LOOKS = 600;
    private static final int COME_AGAIN_MILLIS = 2_000;
    private static final int BATCH = 500;
    private static final int REPORTERS = 4;
    private static final int SINGLES = 5_000;
    private static final int CALLERS = 32;
    private static final double CHECK_MICROS = 50;
    private static final double DECISION_MILLIS = 1;
    private static final double ENTRIES = 2_000;
    private static final double VERIFY = 10;

    private final Home home;
    private final Layout layout;
    private final PrintStream talk;

    /// @param data where the data of a stack stands, in a folder of its own
    /// @param talk where progress goes; findings are the caller's to print
    public AuthBench(Home home, Path data, int portOffset, PrintStream talk) {
        this.home = home;
        this.layout = new Layout(data.resolve("stack"), portOffset);
        this.talk = talk;
    }

    /// @param entries of the audit log that is verified
    public Findings run(int entries) {
        try (BenchStack stack = BenchStack.start(home, layout, talk, SERVICES)) {
            Crowd crowd = new Crowd(layout);
            crowd.requireDurable();
            crowd.gather();
            stack.awaitQuiet();
            List<Figure> figures = new ArrayList<>();
            figures.addAll(checks());
            stack.awaitQuiet();
            figures.addAll(decisions());
            figures.addAll(audit(entries));
            return new Findings(
                    figures.stream()
                            .filter(f -> !f.hasLimit())
                            .map(Figure::line)
                            .toList(),
                    figures);
        }
    }

    /// First alone, then while sign-ins wait: in services that check, and in the one that signs in.
    private List<Figure> checks() {
        talk.println("  checking tokens");
        HttpRequest quiet = Caller.get(address(Service.ALERT, "/api/rules"), administrator());
        HttpRequest busy = Caller.get(address(Service.SCAN, "/api/scans"), administrator());
        HttpRequest own = Caller.get(address(Service.AUTH, "/api/auth/me"), administrator());
        Caller.medianMillis(quiet, CHECKS);
        Checks before = checked(Service.ALERT);
        double alone = Caller.medianMillis(quiet, CHECKS);
        double check = checkMedian(Service.ALERT);
        double checkMean = checked(Service.ALERT).microsSince(before);
        Caller.medianMillis(own, OWN_CHECKS);
        Caller.medianMillis(busy, CHECKS);
        double ownAlone = Caller.medianMillis(own, OWN_CHECKS);
        talk.println("  checking tokens while " + SIGN_INS + " sign-ins wait");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger signedIn = new AtomicInteger();
        try (ExecutorService people = Executors.newFixedThreadPool(SIGN_INS)) {
            for (int i = 0; i < SIGN_INS; i++) {
                String user = Crowd.user(i);
                people.execute(() -> signIn(user, over, signedIn));
            }
            awaitFirst(signedIn);
            Checks busyBefore = checked(Service.SCAN);
            double waiting = Caller.medianMillis(busy, CHECKS);
            double busyCheck = checkMedian(Service.SCAN);
            double busyCheckMean = checked(Service.SCAN).microsSince(busyBefore);
            double ownWaiting = Caller.medianMillis(own, OWN_CHECKS);
            int meanwhile = signedIn.get();
            over.set(true);
            return List.of(
                    Figure.atMost("token check in a service, median", check, "us", CHECK_MICROS),
                    Figure.atMost("the same while 200 sign-ins wait", busyCheck, "us", CHECK_MICROS),
                    Figure.told("token check in a service, mean", checkMean, "us"),
                    Figure.told("the same while 200 sign-ins wait", busyCheckMean, "us"),
                    Figure.told("alert's rules with a token, median", alone, "ms"),
                    Figure.told("scan's scans while 200 sign-ins wait", waiting, "ms"),
                    Figure.told("auth's own answer with a token, median", ownAlone, "ms"),
                    Figure.told("the same while 200 sign-ins wait", ownWaiting, "ms"),
                    Figure.toldHigher("sign-ins done meanwhile", meanwhile, "sign-ins"));
        } finally {
            over.set(true);
        }
    }

    private static void awaitFirst(AtomicInteger signedIn) {
        for (int look = 0; look < FIRST_LOOKS && signedIn.get() == 0; look++) {
            Pause.millis(100);
        }
        if (signedIn.get() == 0) {
            throw new Trouble("Nobody could sign in");
        }
    }

    /// Comes again as soon as it was told to, as long as it lasts.
    private void signIn(String user, AtomicBoolean over, AtomicInteger signedIn) {
        HttpRequest request = Caller.form(
                address(Service.AUTH, "/api/auth/token"),
                "grant_type=password&username=" + user + "&password=" + encode(password()));
        while (!over.get()) {
            HttpResponse<String> answer = Caller.send(request);
            if (answer.statusCode() == 200) {
                signedIn.incrementAndGet();
            } else {
                Pause.millis(COME_AGAIN_MILLIS);
            }
        }
    }

    private List<Figure> decisions() {
        talk.println("  deciding over " + Crowd.USERS + " users");
        String token = administrator();
        double[] millis = new double[DECISIONS];
        for (int i = 0; i < DECISIONS; i++) {
            String question = "{\"user\":\"%s\",\"permission\":\"files:read\",\"target\":{\"server\":\"server-%d\"}}"
                    .formatted(Crowd.user(i * 7), i % 200);
            long begin = System.nanoTime();
            Caller.good(Caller.post(address(Service.AUTH, "/api/authorize"), token, question));
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return List.of(
                Figure.atMost(
                        "decision, 10,000 users, median",
                        quantile(Service.AUTH, "tidemark_auth_decision_seconds", "0.5") / 1000,
                        "ms",
                        DECISION_MILLIS),
                Figure.told(
                        "the same, 99 %",
                        quantile(Service.AUTH, "tidemark_auth_decision_seconds", "0.99") / 1000, "ms"),
                Figure.told("the same as a whole request, median", millis[DECISIONS / 2], "ms"));
    }

    private List<Figure> audit(int entries) {
        talk.println(String.format(Locale.ROOT, "  writing %,d entries into the audit log", entries));
        double single = perSecond(SINGLES, CALLERS, 1);
        double perSecond = perSecond(entries, REPORTERS, BATCH);
        talk.println("  verifying the audit log");
        HttpRequest verify = Caller.get(address(Service.AUTH, "/api/audit/verify"), administrator());
        long begin = System.nanoTime();
        JsonNode verified = Caller.parsed(Caller.good(verify));
        double seconds = (System.nanoTime() - begin) / 1e9;
        long rows = verified.path("rows").asLong();
        if (!verified.path("intact").asBoolean() || rows < entries) {
            throw new Trouble("The audit log is not what was written: " + verified);
        }
        return List.of(
                Figure.atLeast("audit entries, durable, " + BATCH + " a request", perSecond, "1/s", ENTRIES),
                Figure.toldHigher("the same, one a request, " + CALLERS + " callers", single, "1/s"),
                Figure.atMost(String.format(Locale.ROOT, "verification of %,d entries", rows), seconds, "s", VERIFY));
    }

    /// Entries a second that are in the log for good.
    private double perSecond(int entries, int callers, int atOnce) {
        String token = historyToken();
        AtomicInteger left = new AtomicInteger((entries + atOnce - 1) / atOnce);
        long begin = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService reporters = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                all.add(reporters.submit(() -> report(token, left, atOnce)));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        all.forEach(ReportingFleet::require);
        return entries / seconds;
    }

    private void report(String token, AtomicInteger left, int atOnce) {
        int number = left.getAndDecrement();
        while (number > 0) {
            Caller.good(Caller.post(address(Service.AUTH, "/api/audit"), token, batch(number, atOnce)));
            number = left.getAndDecrement();
        }
    }

    private String historyToken() {
        String secret = new Secrets(layout.identities()).of("history");
        HttpRequest request = Caller.form(
                address(Service.AUTH, "/api/auth/token"),
                "grant_type=client_credentials&client_id=history&client_secret=" + encode(secret));
        return Caller.parsed(Caller.good(request)).path("access_token").asText();
    }

    private static String batch(int number, int atOnce) {
        StringBuilder events = new StringBuilder("{\"events\":[");
        String at = Instant.now().toString();
        for (int i = 0; i < atOnce; i++) {
            events.append(i == 0 ? "" : ",")
                    .append("{\"at\":\"%s\",\"service\":\"history\",\"action\":\"deny\",\"subject\":\"user-%d\","
                                    .formatted(at, i)
                            + "\"client\":\"10.0.0.1\",\"reason\":\"forbidden\",\"target\":\"GET /api/x/%d\",\"count\":1}"
                                    .formatted(number));
        }
        return events.append("]}").toString();
    }

    private double checkMedian(Service service) {
        return quantile(service, "tidemark_token_check_seconds", "0.5");
    }

    private Checks checked(Service service) {
        String metrics = metrics(service);
        return new Checks(
                number(service, metrics, "tidemark_token_check_seconds_count"),
                number(service, metrics, "tidemark_token_check_seconds_sum"));
    }

    private static double number(Service service, String metrics, String name) {
        return first(service, metrics, name, name + "(?:\\{[^}]*\\})? ([0-9.eE+-]+)");
    }

    /// In microseconds, over about the last two minutes, as the service itself says.
    private double quantile(Service service, String timer, String quantile) {
        String line = timer + "\\{[^}]*quantile=\"" + Pattern.quote(quantile) + "\"[^}]*\\} ([0-9.eE+-]+)";
        return first(service, metrics(service), timer, line) * 1e6;
    }

    private static double first(Service service, String metrics, String name, String line) {
        Matcher found = Pattern.compile(line).matcher(metrics);
        if (!found.find()) {
            throw new Trouble(service.title() + " does not tell " + name);
        }
        return Double.parseDouble(found.group(1));
    }

    private String metrics(Service service) {
        return Caller.good(HttpRequest.newBuilder(address(service, "/metrics"))
                .header("Accept", "text/plain")
                .build());
    }

    private String administrator() {
        return SignIn.administrator(new Http(), layout).token().text();
    }

    private String password() {
        try {
            return Files.readString(layout.administratorPassword()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI address(Service service, String path) {
        return layout.address(service).resolve(path);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What a service says of all checks so far.
    private record Checks(double number, double seconds) {
        double microsSince(Checks before) {
            return (seconds - before.seconds) / (number - before.number) * 1e6;
        }
    }
}
