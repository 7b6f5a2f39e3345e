package io.tidemark.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// `up` lets the agent of its machine in as any other is let in, and heals what became of its key.
@ExtendWith(RunningStack.class)
class OwnAgentTest {
    private static final int LOOKS = 300;
    private static final long PAUSE_MILLIS = 100;

    @Test
    void itHasAKeyOfItsOwnAndNoSecretOfTheInstallation(Started stack) throws IOException {
        OwnAgent agent = new OwnAgent(stack);

        assertThat(agent.goodKeys(agent.clientId())).containsExactly(agent.keyId());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.identity())))
                .isEqualTo("rw-------");
        assertThat(stack.layout().enrolmentToken()).doesNotExist();
        try (Stream<Path> secrets = Files.list(stack.layout().identities())) {
            assertThat(secrets.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("history", "analytics", "forecast", "alert");
        }
    }

    @Test
    void aLaterStartGoesOnWithTheKeyThatWasKept(Started stack) {
        OwnAgent agent = new OwnAgent(stack);
        String key = agent.key();
        int enrolments = enrolments(stack);
        agent.kill();

        Launcher.Result up = stack.launcher().run("up");

        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(up.text()).doesNotContain("let in");
        agent.deliver(stack.emptyFolder("key-kept"));
        assertThat(agent.key()).isEqualTo(key);
        assertThat(enrolments(stack)).isEqualTo(enrolments);
    }

    @Test
    void whoseKeyWasLostIsLetInWithAnotherAndTheLostOneIsEnded(Started stack) throws IOException {
        OwnAgent agent = new OwnAgent(stack);
        String lost = agent.keyId();
        agent.kill();
        Files.delete(agent.identity());

        Launcher.Result up = stack.launcher().run("up");

        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(up.text()).containsPattern("scan-service +let in for server ");
        agent.deliver(stack.emptyFolder("key-lost"));
        assertThat(agent.keyId()).isNotEqualTo(lost);
        assertThat(agent.goodKeys(agent.clientId())).containsExactly(agent.keyId());
        assertThat(stack.layout().enrolmentToken()).doesNotExist();
    }

    @Test
    void whoseKeyIsOverIsLetInWithAnother(Started stack) throws SQLException {
        OwnAgent agent = new OwnAgent(stack);
        String over = agent.keyId();
        agent.kill();
        expire(stack, over);

        Launcher.Result up = stack.launcher().run("up");

        assertThat(up.exit()).as(up.text()).isZero();
        agent.deliver(stack.emptyFolder("key-over"));
        assertThat(agent.keyId()).isNotEqualTo(over);
    }

    @Test
    void theSecretOfADataFolderOfAnEarlierDayGoesAndTheAgentIsLetIn(Started stack) throws IOException {
        OwnAgent agent = new OwnAgent(stack);
        agent.kill();
        Files.delete(agent.identity());
        Path secret = stack.layout().identities().resolve("scan");
        Files.writeString(secret, "a secret of forty-three random characters..");

        Launcher.Result up = stack.launcher().run("up");

        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(secret).doesNotExist();
        agent.deliver(stack.emptyFolder("key-instead-of-secret"));
    }

    @Test
    void whereTheAdministratorsPasswordIsElsewhereItSaysWhereToPutATokenAndTakesIt(Started stack) throws IOException {
        OwnAgent agent = new OwnAgent(stack);
        String token = stack.api()
                .post(
                        Service.AUTH,
                        "/api/auth/enrolments",
                        JsonNodeFactory.instance.objectNode().put("server", agent.server()))
                .path("token")
                .asText();
        agent.kill();
        Files.delete(agent.identity());
        Path password = stack.layout().administratorPassword();
        Path elsewhere = Files.move(password, password.resolveSibling("elsewhere"));
        Launcher.Result up;
        try {
            up = stack.launcher().run("up");
        } finally {
            Files.move(elsewhere, password);
        }

        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.text())
                .contains("put an enrolment token for it into " + stack.layout().enrolmentToken());
        assertThat(stack.launcher().run("status").exit()).isZero();
        Files.writeString(stack.layout().enrolmentToken(), token);
        agent.deliver(stack.emptyFolder("key-by-hand"));
        awaitKey(agent);
        assertThat(stack.launcher().run("up").exit()).isZero();
        assertThat(stack.layout().enrolmentToken()).doesNotExist();
    }

    private static void awaitKey(OwnAgent agent) {
        for (int look = 0; look < LOOKS && !Files.exists(agent.identity()); look++) {
            Pause.millis(PAUSE_MILLIS);
        }
        assertThat(agent.goodKeys(agent.clientId())).isEqualTo(List.of(agent.keyId()));
    }

    private static int enrolments(Started stack) {
        return stack.api()
                .get(Service.AUTH, "/api/auth/enrolments?limit=1000")
                .path("items")
                .size();
    }

    /// As a year without a start would.
    private static void expire(Started stack, String key) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + stack.layout().databasePort() + "/" + Service.AUTH.databaseName();
        try (Connection database = DriverManager.getConnection(
                        url, Service.AUTH.databaseName(), SealedKey.password(stack.layout()));
                Statement tenant = database.createStatement();
                PreparedStatement update =
                        database.prepareStatement("UPDATE api_key SET created_at = created_at - interval '2 years',"
                                + " expires_at = now() - interval '1 day' WHERE id = ?")) {
            tenant.execute("SELECT set_config('tidemark.tenant', '*', false)");
            update.setString(1, key);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
