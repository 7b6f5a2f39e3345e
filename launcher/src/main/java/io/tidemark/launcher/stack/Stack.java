package io.tidemark.launcher.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Home;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.KnownProcess;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.service.LogFile;
import io.tidemark.launcher.service.Readiness;
import io.tidemark.launcher.service.ServiceCommand;
import io.tidemark.launcher.service.ServiceProcess;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All processes of one installation.
public final class Stack {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 200;
    private static final String ENROLMENT = "PT10M";

    private final Home home;
    private final Layout layout;
    private final PrintStream out;
    private final Secrets secrets;
    private final Database database;
    private final List<ServiceProcess> services;
    private final Readiness readiness = new Readiness();

    public Stack(Home home, Layout layout, PrintStream out) {
        this(home, layout, out, EnumSet.allOf(Service.class));
    }

    /// Of some of the services, and the database.
    public Stack(Home home, Layout layout, PrintStream out, Set<Service> services) {
        this.home = home;
        this.layout = layout;
        this.out = out;
        this.secrets = new Secrets(layout.secrets());
        this.database = new Database(layout, secrets, out);
        this.services = EnumSet.copyOf(services).stream()
                .map(service -> new ServiceProcess(service, layout))
                .toList();
    }

    /// Whether what does not run could be started; changes nothing.
    ///
    /// @throws io.tidemark.launcher.trouble.Trouble where a program is not built or a port is in use
    public void requireStartable() {
        requireStartable(missing(), !database.isRunning());
    }

    private void requireStartable(List<ServiceProcess> missing, boolean withDatabase) {
        missing.forEach(s -> home.jar(s.service()));
        Ground.requirePorts(wanted(missing, withDatabase));
    }

    private List<ServiceProcess> missing() {
        return services.stream().filter(s -> s.running().isEmpty()).toList();
    }

    /// Starts what does not run and waits until everything is ready.
    ///
    /// @param undo learns how to stop what was started
    /// @return whether anything had to be started
    public boolean start(Undo undo) {
        List<ServiceProcess> missing = missing();
        boolean withDatabase = !database.isRunning();
        requireStartable(missing, withDatabase);
        if (withDatabase) {
            startDatabase(undo);
        }
        ServiceCommand command = new ServiceCommand(home, layout, secrets);
        Arrays.stream(Service.values()).filter(Service::hasSecret).forEach(command::identity);
        startAndWait(missing, command, undo);
        return withDatabase || !missing.isEmpty();
    }

    /// The agent comes after auth-service, so that it knows at once whether its key is good.
    private void startAndWait(List<ServiceProcess> missing, ServiceCommand command, Undo undo) {
        Waiting waiting = new Waiting(layout, readiness, out);
        running(missing).forEach(waiting::addRunning);
        missing.stream()
                .filter(service -> service.service() != Service.SCAN)
                .forEach(service -> waiting.addStarted(start(service, command, undo)));
        waiting.tell();
        missing.stream().filter(service -> service.service() == Service.SCAN).forEach(agent -> {
            waiting.until(Service.AUTH);
            new Secrets(layout.identities()).forget(Service.SCAN.id());
            waiting.addStarted(start(agent, command, undo));
        });
        waiting.untilAll();
    }

    private Starting start(ServiceProcess service, ServiceCommand command, Undo undo) {
        long logged = new LogFile(layout.log(service.service())).size();
        KnownProcess process = undo.step(() -> service.start(command), started -> stop(service, started));
        return new Starting(service.service(), process, logged);
    }

    private List<Starting> running(List<ServiceProcess> missing) {
        return services.stream()
                .filter(service -> !missing.contains(service))
                .flatMap(s -> s.running().stream().map(p -> new Starting(s.service(), p, Long.MAX_VALUE)))
                .toList();
    }

    /// Lets the agent of this machine in, where it runs and auth-service does not know its key.
    ///
    /// @param undo learns how to take back what is left in a file meanwhile
    /// @throws io.tidemark.launcher.trouble.Trouble where it is not in afterwards; all that runs goes on running
    public void admitAgent(Undo undo) {
        if (services.stream().noneMatch(service -> service.service() == Service.SCAN)) {
            return;
        }
        Admission admission = new Admission(
                () -> readiness.words(layout.address(Service.SCAN)).flatMap(Agent::in),
                this::enrolmentToken,
                secrets,
                String.valueOf(layout.enrolmentToken().getFileName()),
                () -> Pause.millis(LOOK_MILLIS));
        admission
                .letIn(undo)
                .ifPresent(server -> out.printf("  %-18s let in for server %s%n", Service.SCAN.title(), server));
    }

    private String enrolmentToken(String server) {
        JsonNode wanted =
                JsonNodeFactory.instance.objectNode().put("server", server).put("lifetime", ENROLMENT);
        return Api.asAdministrator(layout)
                .post(Service.AUTH, "/api/auth/enrolments", wanted)
                .path("token")
                .asText();
    }

    private void startDatabase(Undo undo) {
        long begin = System.nanoTime();
        out.printf("  %-18s starting ...%n", "PostgreSQL");
        undo.step(
                () -> {
                    database.start();
                    return database;
                },
                Database::stop);
        out.printf("  %-18s ready after %.1f s  127.0.0.1:%d%n", "PostgreSQL", seconds(begin), layout.databasePort());
    }

    private List<Ground.Wanted> wanted(List<ServiceProcess> missing, boolean withDatabase) {
        List<Ground.Wanted> wanted = new ArrayList<>();
        missing.forEach(s -> wanted.add(
                new Ground.Wanted(layout.port(s.service()), s.service().title())));
        if (withDatabase) {
            wanted.add(new Ground.Wanted(layout.databasePort(), "PostgreSQL"));
        }
        return wanted;
    }

    /// Stops everything that runs, the database last.
    ///
    /// @return whether anything ran
    public boolean stop() {
        Map<ServiceProcess, KnownProcess> running = new LinkedHashMap<>();
        services.forEach(s -> s.running().ifPresent(process -> running.put(s, process)));
        running.values().forEach(KnownProcess::requestStop);
        running.forEach(this::stop);
        services.forEach(ServiceProcess::forget);
        boolean withDatabase = database.isRunning();
        if (withDatabase) {
            database.stop();
        }
        return withDatabase || !running.isEmpty();
    }

    private void stop(ServiceProcess service, KnownProcess process) {
        boolean clean = process.stop(STOP_PATIENCE);
        service.forget();
        out.printf(
                "  %-18s %s%n", service.service().title(), clean ? "stopped" : "did not stop in time and was killed");
    }

    /// Whether anything of this installation runs.
    public boolean isRunning() {
        return database.isRunning()
                || services.stream().anyMatch(s -> s.running().isPresent());
    }

    /// How everything is, one line each.
    public List<Status> status() {
        List<Status> lines = new ArrayList<>();
        lines.add(new Status(
                "PostgreSQL",
                database.isRunning() ? State.READY : State.STOPPED,
                "127.0.0.1:" + layout.databasePort(),
                Optional.empty()));
        services.forEach(s -> lines.add(status(s)));
        return lines;
    }

    private Status status(ServiceProcess service) {
        Optional<KnownProcess> process = service.running();
        boolean ready = process.isPresent() && readiness.isReady(layout.address(service.service()));
        State state = ready
                ? State.READY
                : process.isPresent() ? State.NOT_READY : service.died() ? State.DIED : State.STOPPED;
        return new Status(
                service.service().title(),
                state,
                layout.address(service.service()).toString(),
                process.map(KnownProcess::pid));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
