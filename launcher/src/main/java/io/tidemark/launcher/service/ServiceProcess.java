package io.tidemark.launcher.service;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Detached;
import io.tidemark.launcher.process.KnownProcess;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// The process of one service, as its pid file knows it.
public final class ServiceProcess {
    private final Service service;
    private final Layout layout;

    public ServiceProcess(Service service, Layout layout) {
        this.service = service;
        this.layout = layout;
    }

    public Service service() {
        return service;
    }

    /// Empty where it does not run.
    public Optional<KnownProcess> running() {
        return recorded().filter(KnownProcess::isAlive);
    }

    /// Whether it was started, not stopped, and is gone all the same.
    public boolean died() {
        return recorded().isPresent() && running().isEmpty();
    }

    public KnownProcess start(ServiceCommand command) {
        KnownProcess process =
                Detached.start(command.line(service), command.environment(service), layout.data(), layout.log(service));
        process.write(layout.pidFile(service));
        return process;
    }

    /// Forgets a process that is gone.
    public void forget() {
        try {
            Files.deleteIfExists(layout.pidFile(service));
        } catch (IOException e) {
            throw Trouble.writing(layout.pidFile(service), e);
        }
    }

    private Optional<KnownProcess> recorded() {
        return KnownProcess.read(layout.pidFile(service));
    }
}
