package io.tidemark.launcher.stack;

import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.stack.Agent.Standing;
import io.tidemark.launcher.trouble.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdmissionTest {
    private static final String FILE = "enrolment-token";

    @TempDir
    Path folder;

    /// How the agent stands, changed by what happens between two looks.
    private Standing standing = Standing.UNKNOWN;

    private Runnable meanwhile = () -> {};
    private final List<String> made = new ArrayList<>();
    private final Undo undo = new Undo();

    @ParameterizedTest
    @EnumSource(names = {"MISSING", "REFUSED"})
    void whoHasNoGoodKeyIsHandedATokenThatIsGoneAfterwards(Standing without) {
        standing = without;
        List<String> seen = new ArrayList<>();
        meanwhile = () -> {
            seen.add(read());
            standing = Standing.ENROLLED;
        };

        Optional<String> server = admission().letIn(undo);

        assertThat(server).contains("web-1");
        assertThat(seen).containsExactly("rw------- token of web-1");
        assertThat(folder.resolve(FILE)).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = {"GIVEN", "ENROLLED"})
    void whoIsInIsHandedNothing(Standing in) {
        standing = in;

        assertThat(admission().letIn(undo)).isEmpty();

        assertThat(made).isEmpty();
        assertThat(folder.resolve(FILE)).doesNotExist();
    }

    @Test
    void aTokenThatAnotherStartLeftIsTakenAwayOnceTheAgentIsIn() throws IOException {
        Files.writeString(folder.resolve(FILE), "left");
        meanwhile = () -> standing = Standing.ENROLLED;

        admission().letIn(undo);

        assertThat(folder.resolve(FILE)).doesNotExist();
    }

    @Test
    void anAgentThatIsNotLetInIsToldOfAndItsTokenTakenAway() {
        standing = Standing.MISSING;

        assertThatThrownBy(() -> admission().letIn(undo))
                .isInstanceOf(Trouble.class)
                .hasMessage("scan-service was given an enrolment token for server web-1 and is not let in;"
                        + " see ./stack logs scan");
        assertThat(made).containsExactly("web-1");
        assertThat(folder.resolve(FILE)).doesNotExist();
    }

    @Test
    void whereNoTokenIsToBeHadItSaysWhyAndWhereToPutOne() {
        standing = Standing.MISSING;
        Admission admission = new Admission(
                this::agent,
                server -> {
                    throw new Trouble("Signing in as administrator was refused: wrong");
                },
                new Secrets(folder),
                FILE,
                () -> meanwhile.run());

        assertThatThrownBy(() -> admission.letIn(undo))
                .isInstanceOf(Trouble.class)
                .hasMessage("Everything runs, but scan-service is not let in for server web-1 (Signing in as"
                        + " administrator was refused: wrong): put an enrolment token for it into " + folder + "/"
                        + FILE);
    }

    @Test
    void interruptedItLeavesNoToken() {
        standing = Standing.MISSING;
        List<Boolean> there = new ArrayList<>();
        meanwhile = () -> {
            undo.run();
            there.add(Files.exists(folder.resolve(FILE)));
            standing = Standing.ENROLLED;
        };

        admission().letIn(undo);

        assertThat(there).containsExactly(false);
    }

    @Test
    void theAgentsWordsAreReadFromItsReadiness() {
        String words = """
                {"status":"DOWN","checks":[{"name":"delivery","status":"UP"},
                {"name":"identity","status":"UP","data":{"server":"web-1","standing":"refused"}}]}""";

        assertThat(Agent.in(words)).contains(new Agent("web-1", Standing.REFUSED));
        assertThat(Agent.in(words.replace("refused", "something new"))).contains(new Agent("web-1", Standing.UNKNOWN));
        assertThat(Agent.in("{\"checks\":[]}")).contains(new Agent("", Standing.GIVEN));
        assertThat(Agent.in("<html>")).isEmpty();
    }

    private Admission admission() {
        return new Admission(this::agent, this::token, new Secrets(folder), FILE, () -> meanwhile.run());
    }

    private Optional<Agent> agent() {
        return Optional.of(new Agent("web-1", standing));
    }

    private String token(String server) {
        made.add(server);
        return "token of " + server;
    }

    private String read() {
        try {
            Path file = folder.resolve(FILE);
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
