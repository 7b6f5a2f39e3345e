package io.tidemark.auth.credential;

import io.tidemark.auth.credential.Proof.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientSecretsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String NOBODYS = "nobody knows this secret, nobody";

    @TempDir
    Path folder;

    @BeforeEach
    void identities() throws Exception {
        Files.createDirectories(folder.resolve("identities"));
        Files.writeString(folder.resolve("identities/history"), SECRET + "\n");
        Files.writeString(folder.resolve("identities/scan"), SECRET + "\n");
        Files.writeString(folder.resolve("identities/short"), "too-short\n");
        Files.createDirectories(folder.resolve("identities/folder"));
        Files.writeString(decoy(), NOBODYS + "\n");
        Files.writeString(folder.resolve("outside"), SECRET);
    }

    @Test
    void onlyTheClientsOwnSecretIsAccepted() {
        assertThat(secrets().refusal("history", SECRET)).isEmpty();
        assertThat(secrets().refusal("history", SECRET + "x")).hasValue(Reason.WRONG_SECRET);
        assertThat(secrets().refusal("history", "")).hasValue(Reason.WRONG_SECRET);
        assertThat(secrets().refusal("history", NOBODYS)).hasValue(Reason.WRONG_SECRET);
    }

    @Test
    void aSecretThatCanBeGuessedIsNotAccepted() {
        assertThat(secrets().refusal("short", "too-short")).hasValue(Reason.WRONG_SECRET);
    }

    @Test
    void nobodysSecretOpensNothing() {
        for (String id : new String[] {"alert", "folder", "_", "", "../outside", "NOT A NAME"}) {
            assertThat(secrets().refusal(id, NOBODYS)).as(id).hasValue(Reason.UNKNOWN);
            assertThat(secrets().refusal(id, SECRET)).as(id).hasValue(Reason.UNKNOWN);
        }
    }

    @Test
    void whereThereIsNoSuchClientNobodysSecretIsReadInstead() throws Exception {
        Files.delete(decoy());

        assertThat(secrets().refusal("history", SECRET)).isEmpty();
        for (String id : new String[] {"alert", "../outside"}) {
            assertThatThrownBy(() -> secrets().refusal(id, SECRET))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("decoy");
        }
    }

    @Test
    void anAgentWithoutAServerIsNobodyWhateverFileThereIs() {
        assertThat(secrets().refusal("scan", SECRET)).hasValue(Reason.UNKNOWN);
        assertThat(secrets().refusal("scan", NOBODYS)).hasValue(Reason.UNKNOWN);
    }

    @Test
    void aSecretThatWasReplacedCountsAtOnce() throws Exception {
        ClientSecrets secrets = secrets();
        Files.writeString(folder.resolve("identities/history"), "another secret that is long enough");

        assertThat(secrets.refusal("history", SECRET)).hasValue(Reason.WRONG_SECRET);
        assertThat(secrets.refusal("history", "another secret that is long enough"))
                .isEmpty();
    }

    private ClientSecrets secrets() {
        return new ClientSecrets(folder.resolve("identities"), decoy());
    }

    private Path decoy() {
        return folder.resolve("decoy");
    }
}
