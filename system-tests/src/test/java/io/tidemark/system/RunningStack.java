package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Layout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One stack for all tests: started before the first, stopped after the last. As root it runs without the right to read
/// everything, so that unreadable folders exist for it too.
final class RunningStack implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(RunningStack.class);
    static final int SPOOL_SNAPSHOTS = 3;
    private static final int OFFSET = 21_000;

    @Override
    public void beforeAll(ExtensionContext context) {
        started(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Started.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return started(context);
    }

    private static Started started(ExtensionContext context) {
        return Objects.requireNonNull(context.getRoot()
                .getStore(SPACE)
                .computeIfAbsent(Started.class, key -> Started.begin(), Started.class));
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// What the services of the tests are told and others are not: a spool that is soon full, and to look for files to
    /// hash more often than once a minute.
    private static List<String> prefix() {
        List<String> prefix =
                new ArrayList<>(List.of("env", "SCAN_SPOOL_SNAPSHOTS=" + SPOOL_SNAPSHOTS, "SCAN_HASH_INTERVAL=2s"));
        prefix.addAll(withoutRightToReadEverything());
        return prefix;
    }

    static List<String> withoutRightToReadEverything() {
        return isRoot() && Files.isExecutable(Path.of("/usr/bin/setpriv"))
                ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
                : List.of();
    }

    /// The stack, and what its first `up` printed.
    record Started(Launcher launcher, Path folder, Launcher.Result first) implements AutoCloseable {

        static Started begin() {
            try {
                Path folder = Files.createTempDirectory("tidemark");
                Launcher launcher = new Launcher(new Layout(folder.resolve("data"), OFFSET), prefix());
                return new Started(launcher, folder, launcher.run("up"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Layout layout() {
            return launcher.layout();
        }

        Api api() {
            return Api.asAdministrator(layout());
        }

        /// A new empty folder beside the data.
        Path emptyFolder(String name) {
            try {
                return Files.createDirectory(folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static JsonNode json(String text) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            launcher.run("down");
            Shell.run(Path.of("/"), "rm -rf " + folder);
        }
    }
}
