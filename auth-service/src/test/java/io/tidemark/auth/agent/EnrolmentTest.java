package io.tidemark.auth.agent;

import io.tidemark.auth.agent.Enrolment.Verdict;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.auth.credential.KeyText.Kind;
import io.tidemark.auth.role.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class EnrolmentTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofHours(2));

    private final KeyText token = KeyText.create(Kind.ENROLMENT);
    private final KeyText text = KeyText.create(Kind.KEY);

    @Test
    void aTokenForAServerLetsInThisOneOnlyAlsoInPlaceOfAnother() {
        Enrolment bound = enrolment(Optional.of("web-1"), null, null);

        assertThat(judge(bound, key("web-1"), false, NOON)).isEqualTo(Verdict.ENROL);
        assertThat(judge(bound, key("web-1"), true, NOON)).isEqualTo(Verdict.ENROL);
        assertThat(judge(bound, key("web-2"), false, NOON)).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void aTokenForAnyServerReplacesNoAgent() {
        Enrolment free = enrolment(Optional.empty(), null, null);

        assertThat(judge(free, key("web-1"), false, NOON)).isEqualTo(Verdict.ENROL);
        assertThat(judge(free, key("web-1"), true, NOON)).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void whatIsOverOrWithdrawnOrHasAnotherTextLetsNobodyIn() {
        Enrolment open = enrolment(Optional.empty(), null, null);

        assertThat(judge(open, key("web-1"), false, NOON.plusSeconds(3599))).isEqualTo(Verdict.ENROL);
        assertThat(judge(open, key("web-1"), false, NOON.plusSeconds(3600))).isEqualTo(Verdict.EXPIRED);
        assertThat(judge(enrolment(Optional.empty(), NOON, null), key("web-1"), false, NOON))
                .isEqualTo(Verdict.WITHDRAWN);
        assertThat(open.judge(KeyText.create(Kind.ENROLMENT), key("web-1"), Optional.empty(), false, NOON))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void theVerySameAttemptIsAnsweredAgainAsLongAsItsKeyIsGoodAndNoOtherIs() {
        ApiKey key = key("web-1");
        Enrolment used = enrolment(Optional.empty(), null, new Enrolment.Use(NOON, text.id(), "web-1"));

        assertThat(used.judge(token, key, Optional.of(key), true, LATER)).isEqualTo(Verdict.REPEAT);
        assertThat(used.judge(token, key("web-2"), Optional.of(key), false, NOON))
                .isEqualTo(Verdict.USED);
        assertThat(used.judge(token, key, Optional.of(ended(key)), false, NOON)).isEqualTo(Verdict.USED);
        assertThat(used.judge(token, key, Optional.empty(), false, NOON)).isEqualTo(Verdict.USED);
        assertThat(used.judge(token, key(KeyText.create(Kind.KEY), "web-1"), Optional.empty(), false, NOON))
                .isEqualTo(Verdict.USED);
    }

    @Test
    void nobodyPutsAKeyInThePlaceOfOneWithTheSameId() {
        Enrolment open = enrolment(Optional.of("web-1"), null, null);

        assertThat(open.judge(token, key("web-1"), Optional.of(key("db-1")), false, NOON))
                .isEqualTo(Verdict.KEY_KNOWN);
    }

    private Verdict judge(Enrolment enrolment, ApiKey key, boolean taken, Instant now) {
        return enrolment.judge(token, key, Optional.empty(), taken, now);
    }

    private Enrolment enrolment(Optional<String> server, @Nullable Instant withdrawn, Enrolment.@Nullable Use use) {
        return new Enrolment(
                token.id(),
                token.hash(),
                server,
                Map.of(),
                "administrator",
                NOON,
                NOON.plus(Duration.ofHours(1)),
                withdrawn,
                use);
    }

    private ApiKey key(String server) {
        return key(text, server);
    }

    private static ApiKey key(KeyText text, String server) {
        Instant end = NOON.plus(Duration.ofDays(1));
        return ApiKey.made(text, KeyHolder.agentOf(server), Role.AGENT.permissions(), "agent", "tde", NOON, end, null);
    }

    private static ApiKey ended(ApiKey k) {
        return new ApiKey(
                k.id(),
                k.holder(),
                k.scope(),
                k.label(),
                k.hash(),
                k.createdBy(),
                NOON,
                null,
                NOON,
                null,
                null,
                null,
                null);
    }
}
