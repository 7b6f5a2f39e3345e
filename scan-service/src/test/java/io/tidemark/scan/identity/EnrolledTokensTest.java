package io.tidemark.scan.identity;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnrolledTokensTest {

    private static final String TOKEN = "tde_aaaaaaaaaaaa-first";
    private static final String OTHER = "tde_bbbbbbbbbbbb-second";

    @TempDir
    Path folder;

    private final FakeAuth auth = new FakeAuth();
    private Path tokenFile;
    private Path file;

    @BeforeEach
    void offer() throws IOException {
        tokenFile = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        file = folder.resolve("identity.json");
        auth.offer(TOKEN);
    }

    @Test
    void enrolsOnceAndSignsInWithItsOwnKeyFromThenOn() throws Exception {
        String first = agent("web-1").token();

        Files.delete(tokenFile);
        String afterRestart = agent("web-1").token();

        assertThat(afterRestart).isEqualTo(first).startsWith("token of tdk_");
        assertThat(auth.asked).containsExactly("enrol web-1", "sign in scan@web-1", "sign in scan@web-1");
    }

    @Test
    void keepsItsKeyWhereOnlyItsOwnerReadsIt() throws Exception {
        agent("web-1").token();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whoDiedBetweenTheQuestionAndTheAnswerAsksAgainWithTheSameKey() {
        auth.losesAnswers = true;
        assertThatThrownBy(() -> agent("web-1").token()).isInstanceOf(ServiceUnavailable.class);

        String token = agent("web-1").token();

        assertThat(auth.keysOf("scan@web-1")).containsExactly(token.substring("token of ".length()));
    }

    @Test
    void aTokenThatIsRefusedIsNotSentAgainForAWhileAndThePlaceOfTheTroubleIsTold() {
        auth.enrol(TOKEN, "web-2", "somebody else's key");
        auth.asked.clear();
        EnrolledTokens agent = agent("web-1");

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(agent::token)
                    .isInstanceOf(ServiceUnavailable.class)
                    .hasMessage("This agent cannot enrol: refused");
        }
        auth.now = auth.now.plus(Duration.ofMinutes(10));
        assertThatThrownBy(agent::token).isInstanceOf(ServiceUnavailable.class);

        assertThat(auth.asked).containsExactly("enrol web-1", "enrol web-1");
    }

    @Test
    void withoutATokenItSaysWhatIsMissing() throws Exception {
        Files.delete(tokenFile);

        assertThatThrownBy(() -> agent("web-1").token())
                .isInstanceOf(ServiceUnavailable.class)
                .hasMessageContaining("scan.enrolment.token-file");
        assertThat(auth.asked).isEmpty();
    }

    @Test
    void whoseKeyWasEndedEnrolsAgainWithAnotherTokenAndNotWithTheOldOne() throws Exception {
        EnrolledTokens agent = agent("web-1");
        agent.token();
        auth.keysOf("scan@web-1").forEach(auth::end);
        agent.invalidate();
        assertThatThrownBy(agent::token).isInstanceOf(ServiceRefused.class);

        auth.offer(OTHER);
        Files.writeString(tokenFile, OTHER);
        String token = agent.token();

        assertThat(auth.keysOf("scan@web-1")).containsExactly(token.substring("token of ".length()));
    }

    @Test
    void underAnotherNameItIsSomebodyElse() throws Exception {
        agent("web-1").token();
        auth.offer(OTHER);
        Files.writeString(tokenFile, OTHER);

        agent("web-9").token();

        assertThat(auth.keysOf("scan@web-1")).hasSize(1);
        assertThat(auth.keysOf("scan@web-9")).hasSize(1);
    }

    @Test
    void renewsItsKeyWhenItIsOldAndNotBefore() {
        EnrolledTokens agent = agent("web-1");
        String first = agent.token();
        auth.now = auth.now.plus(Duration.ofDays(29));
        assertThat(agent.token()).isEqualTo(first);
        auth.now = auth.now.plus(Duration.ofDays(1));
        agent.token();
        auth.now = auth.now.plus(Duration.ofHours(1));

        String second = agent.token();

        assertThat(second).isNotEqualTo(first);
        assertThat(agent("web-1").token()).isEqualTo(second);
        assertThat(auth.asked.stream().filter(q -> q.startsWith("renew"))).hasSize(1);
    }

    @Test
    void whoseRenewalWasAnsweredToNobodyGoesOnWithTheNextKeyEvenWhenTheOldOneIsOver() {
        String first = agent("web-1").token();
        auth.now = auth.now.plus(Duration.ofDays(30));
        auth.losesAnswers = true;
        assertThat(agent("web-1").token()).isEqualTo(first);
        auth.end(first.substring("token of ".length()));

        String next = agent("web-1").token();

        assertThat(next).isNotEqualTo(first);
        assertThat(agent("web-1").token()).isEqualTo(next);
    }

    @Test
    void whoseKeyAndNextKeyAreBothOverEnrolsAgainWithAnotherToken() throws Exception {
        agent("web-1").token();
        auth.now = auth.now.plus(Duration.ofDays(30));
        auth.refusesRenewals = true;
        agent("web-1").token();
        auth.keysOf("scan@web-1").forEach(auth::end);
        auth.offer(OTHER);
        Files.writeString(tokenFile, OTHER);

        String token = agent("web-1").token();

        assertThat(auth.keysOf("scan@web-1")).containsExactly(token.substring("token of ".length()));
    }

    @Test
    void looksForATokenWhileItHasNoneAndEnrolsOnceThereIsOne() throws Exception {
        Files.delete(tokenFile);
        EnrolledTokens agent = agent("web-1");
        agent.lookForToken();
        assertThat(agent.standing()).isEqualTo(Standing.UNKNOWN);
        assertThatThrownBy(agent::token).isInstanceOf(ServiceUnavailable.class);
        agent.lookForToken();
        assertThat(agent.standing()).isEqualTo(Standing.MISSING);
        Files.writeString(tokenFile, TOKEN);

        agent.lookForToken();
        agent.lookForToken();

        assertThat(agent.standing()).isEqualTo(Standing.ENROLLED);
        assertThat(auth.asked).containsExactly("enrol web-1", "sign in scan@web-1");
    }

    @Test
    void looksForAnotherTokenOnceItsKeyWasEndedAndAsksNobodyUntilThereIsOne() throws Exception {
        EnrolledTokens agent = agent("web-1");
        agent.token();
        auth.keysOf("scan@web-1").forEach(auth::end);
        agent.invalidate();
        assertThatThrownBy(agent::token).isInstanceOf(ServiceRefused.class);
        auth.asked.clear();
        agent.lookForToken();
        assertThat(agent.standing()).isEqualTo(Standing.REFUSED);
        assertThat(auth.asked).isEmpty();
        auth.offer(OTHER);
        Files.writeString(tokenFile, OTHER);

        agent.lookForToken();

        assertThat(agent.standing()).isEqualTo(Standing.ENROLLED);
    }

    @Test
    void doesNotSendATokenThatWasRefusedEverySecond() {
        auth.enrol(TOKEN, "web-2", "somebody else's key");
        EnrolledTokens agent = agent("web-1");
        assertThatThrownBy(agent::token).isInstanceOf(ServiceUnavailable.class);
        auth.asked.clear();

        agent.lookForToken();

        assertThat(agent.standing()).isEqualTo(Standing.REFUSED);
        assertThat(auth.asked).isEmpty();
    }

    @Test
    void howItStandsDoesNotChangeWhileAuthIsAway() {
        EnrolledTokens agent = agent("web-1");
        agent.token();
        auth.away = true;
        agent.invalidate();

        assertThatThrownBy(agent::token).isInstanceOf(ServiceUnavailable.class);

        assertThat(agent.standing()).isEqualTo(Standing.ENROLLED);
    }

    @Test
    void aDamagedIdentityIsSaidAndNotReplaced() throws Exception {
        Files.writeString(file, "{\"server\":");

        assertThatThrownBy(() -> agent("web-1").token())
                .isInstanceOf(ServiceUnavailable.class)
                .hasMessageContaining("enrol this server anew");
        assertThat(auth.asked).isEmpty();
    }

    private EnrolledTokens agent(String server) {
        return new EnrolledTokens(
                auth,
                new IdentityFile(file),
                server,
                new EnrolmentToken(Optional.empty(), Optional.of(tokenFile)),
                Duration.ofDays(30),
                () -> auth.now);
    }
}
